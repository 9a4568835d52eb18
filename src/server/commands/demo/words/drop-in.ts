import { lines } from './lines.ts';
import type { ByKind } from './lines.ts';

/** What people say at the Tuesday drop-in. */
export const dropIn: ByKind = {
  celebrate: lines`
    I used to sit by the door so I could leave. Today I noticed I was sat in the middle.
    You're the first people who asked what I was good at. Everybody else has a form about what's wrong.
    Got my own key. Kept it in my hand the whole bus ride home like a daft kid.
    Nobody here does the head tilt.
    I slept through. Nine hours. I don't think I've done that since I was about twelve.
    That was a proper cup of tea, not a services one.
    Found out I can still play draughts. Beat Siân four times, she can put that on her system.
    I came in for a sleeping bag and left with a job to do. I'm on the tea rota now, Tuesdays 10 till 12.
    The woman from the council sat next to me instead of across from me. Small thing. Wasn't small.
    My dog gets a bowl before I've got my coat off. 🐕
    First post I've had with my name on in two years. It was a water bill. I was made up.
    I don't have to tell it all again from the start. You lot remember.
    He walked me to the housing office and then he didn't talk for me. He just stood there. I did the talking.
    Had a shower, a shave and an argument about football. Normal day. Haven't had one of them for ages.
    We did the washing up together and it came out that half of us had been cooks.
    You said you'd ring Thursday and you rang Thursday.
    Someone saved me a chair.
    They let me be in a mood and nobody made a note of it.
    I'm sixty-eight and I sent my first text. To my brother. He rang straight back, crying, the soft sod.
    Thank you for the boots. They fit. I know that sounds like nothing.
    I got asked to chair the meeting. Me. I shut them up as well 😂
    Keep the fella who does the guitar. Even when he's bad he's good.
    I've stopped carrying everything with me. Left my bag in the locker all day and didn't check it.
    Rui spoke Portuguese to me and I nearly dropped the plate. Four years since anyone did.
    First time I've been somewhere and not counted the exits.
    Probation said I looked better and where had I been going. Told her, a church hall with bad biscuits.
    I read the tenancy out loud and we went through it line by line until I could explain it back. Now I know what I signed.
    I told my story to the new volunteers. They stopped typing and listened.
    It's the only place in town where I can charge my phone without buying something.
    I fixed the wobbly table. It had been annoying me since the day I got here.
    Two of us from here went to see a flat together so the landlord wouldn't muck us about. He didn't.
    You ask before you help. That's rare, that.
    Haircut. I could see my own face in the bus window and I didn't mind it.
    I was going to say something hard about this place and then you made me soup, so I've forgotten it.
    They put my drawing up. Didn't ask what was wrong with me first. They just liked the drawing.
    Doctor, dentist, optician, all in a fortnight. I've got glasses. Everything's got edges.
    Eleven weeks here and not one person has called me "service user" to my face.
    I did my own form. Took two hours and three teas and nobody took the pen off me.
    He remembered I don't like being touched, and he told the new lad without making a thing of it.
    Best bit? Being told off for not washing my cup. Like I live here.
    I've got a library card again. They waived the fine from 2009.
    I got the keys to {a bedsit on Dock Street|a room above the barber's|a one-bed by the station|a room in a shared house}. {First night I slept on the floor with the light on. Best night in a year.|I've walked round it twice and it's only one room.|I keep opening the fridge. It's empty. It's my fridge though.|They've given me a shelf, a hook and a say in the rota.}
    {Mended two bikes today.|Cut hair today, three of them.|Made curry for forty.|Read to the kids in the corner.} {I did that for a living once.|I learned it inside.|My mum's recipe, times ten.|I used to do that with mine.} {Both of them ride.|They look respectable, ask anyone.|They scraped the pan.|They asked for the voices.}
    {Six weeks|Four months|A year|Nineteen days} since I {slept out|slept in a doorway|had to carry my bed|stayed in the car}. {I only noticed because you asked.|I've marked it on the calendar.|I bought a cake and ate all of it.|Course I'm counting. You count too.}
    {Marcus|Siân|The lady with the red glasses|The student, I forget his name,} {came to the hospital and waited till they'd seen me.|sat with me at the jobcentre and let me do the swearing.|rang the bank with me and we got the account open.|came to court with me.} {Four hours. He'd brought crisps.|Only the one swear, as it goes.|My own card. Contactless and everything.|He'd never been in one. I showed him where to stand.}
    I've {made a mate here|found someone to play cards with|got somebody to sit with|met a lad off my old road}. {We don't talk much. It's good.|He cheats, but he comes.|She saves me the corner seat.|Thirty years and we end up at the same tea urn.}
    {My sister rang.|My lad wrote.|My mum texted.|My old boss turned up.} {I'd have let it ring, before.|I can read it to you if you want.|Two words and a kiss. I've kept it.|He shook my hand in front of everyone.}
    You {got me a bus pass|sorted my ID|found me a dentist|lent me a suit} and {I've not missed an appointment since|I exist again, it's got my photo on and all|I can smile with my mouth open|the man at the court thought I was the solicitor}.
    {Two|Three|Five|Nine} of us {painted the hallway|planted up the tubs by the door|cleared the back room|wrote the house rules}. {It's blue. We voted.|The mint's for the tea.|We found a piano.|Yours were two pages. Ours is six lines.}
    {I was scared to come in.|I walked past three times.|Nearly turned round at the gate.|I sat on the wall for an hour first.} {Then someone asked me the score.|Fourth time somebody held the door.|A dog came out to fetch me.|Rui came out with two teas and sat on the wall as well.}
    {The soup|The pool table|The free phone call|The quiet room} {is why I came.|was the excuse.|got me in.|is what I'd heard about.} {The people are why I came back.|I stay for the argument about what's on the radio.|The rest happened while I wasn't looking.|I've told two others.}
    {First|Second|Third|Fourth} week {on the tea rota|doing the coats|on the gate|in the kitchen}. {Not been late once.|People say hello by name.|I know everybody's dog.|I've got a knife with my own tape on it.}
    I told {you lot|the nurse|Siân|the lad next to me} about {the drinking|the voices|my daughter|what happened in the hostel}. {Nobody flinched.|She asked what they say, not how many.|She just put the kettle on again.|He said "same".}
  `,
  improve: lines`
    The shower's been cold three weeks. You get clean but you don't get warm.
    When it's full you shut the door and I can see you all through the glass. Put a chair outside at least.
    Please don't call my name across the room. Not everyone here should know it.
    I've told four different people about my brother now. Somebody write it down, with my say-so, and read it.
    The leaflet says "access our wraparound offer". I don't know what that is and I'm on it.
    It's all lads by the pool table and I don't go past them to the toilet. So I don't drink my tea.
    Lunch is at twelve and the hostel kicks us out at nine. Three hours is a long time with wet feet.
    You moved the advice desk to where everyone queues for food. Everyone heard about my debt.
    The new fella talked to my support worker the whole time. I was stood there.
    I was told Tuesday, then the week after, then that it was never on the list. Just tell me no.
    Nobody asked me if I wanted to be in the photo.
    There's a step at the side door and the ramp's locked. I had to shout for someone to open it, like a delivery.
    Bags get searched in front of everyone. Do it round the corner.
    It prints "no fixed abode" next to my name on everything. That isn't my name.
    You cancelled the housing woman and didn't tell us. I'd walked from the other side of the docks.
    It's not that you said no to the deposit. It's that I found out from the noticeboard.
    Too much standing up to queue. My hip's gone. A ticket like at the deli counter would do.
    The music's too loud for my hearing aids and I end up nodding at everyone.
    I don't want resilience. I want a fridge.
    Staff eat in the office. Why can't you eat with us?
    Vegetarian is not "the same without the meat".
    If I kick off it's because I've been waiting since half eight. I know I shouldn't. But start with the waiting.
    I asked for a woman to talk to and got told "when she's in". She's in once a month.
    The toilet lock. Please. I've asked.
    Three surveys this month and not one of them came back to tell me what anyone said.
    You keep saying co-production but the agenda was printed before we came in.
    People get barred and the rest of us don't know why or how long for. It makes you careful.
    The translating was done on somebody's phone. It told me my flat is dead.
    Wi-Fi drops every ten minutes, and the Universal Credit page throws you out every time.
    I waited {two hours|since nine|three Tuesdays|most of the morning} for {the housing worker|the nurse|somebody to look at my letter|a shower}, and then {she had to go|they'd shut the room|it was past the deadline|the towels had run out}.
    {The side door sticks|The disabled toilet's full of trestle tables|You can't hear the buzzer from the hall|The ramp's too steep when it's wet} and {nobody's fixed it|I can't get the chair in|I stood there ten minutes|I've gone over twice}. {Been like that a month.|It says "accessible" on the leaflet.|It was chucking it down.|Ask anyone with a stick.}
    {Nobody told me|I only heard by accident|Found out on the day|It was up on the board, but I don't read well,} that {the advice session had moved|you close for training|I'd lost my place on the list|my worker was leaving}. {I'd got a lift and all.|I came for nothing.|I'd have rung if I'd known.|I liked him. I'd have said ta-ra.}
    {The hostel|The council|The letting agent|The benefits line} {says you do it, and you say they do it.|sends me here and you send me back.|wants a letter from you and you want one from them.|kept me on hold fifty minutes, on my credit.} {I'm a parcel.|I've walked it four times this week.|Somebody pick up a phone.|Then it cut off.}
    Can you {turn the big light off|keep the dogs apart|not put the telly on at lunch|stop using the tannoy}? {It's like being back inside.|Mine's old and he gets frightened.|It's the news every time and it's never good.|I jump out of my skin.}
    I don't like {being asked about my childhood|doing the wellbeing wheel|filling in the star chart|saying my date of birth} {by someone I met ten minutes ago|every time I want a coat|before I've even sat down|out loud at the counter}. {Buy me a drink first.|I was a six last week and I'm a six now.|I'll tell you when I'm ready.|Give me a bit of paper.}
    {The food's good|The advice is great|The women's hour is the best thing here|The computer room's what I come for}, but {it's gone by half twelve|it's once a fortnight|it's been cancelled twice|there's one that works}. {Last ones in get toast.|Debt doesn't wait a fortnight.|We notice.|We've got a queue and a fight about it.}
    {Seven|Five|Eleven|Four} weeks I've been waiting on {the deposit scheme|a support worker|the mental health team|a mattress}. {Every time I ask it's "next week".|I could have trained as one by now.|They sent a letter to the address I was evicted from.|I'm not being funny but it's a mattress.}
  `,
  idea: lines`
    Why not let us run the first hour? We know who's had a bad night before you do.
    A shelf for post. Let people use this address for their letters.
    Put a clock up that works. Half of us have no phone.
    Could there be a table where nobody has to talk? With a sign, so it isn't rude.
    Ask the lads who've got flats to come back once a month and say what the first night's like. Nobody warns you it's so quiet.
    Dog food in the food bank bags. One tin.
    Have a list on the wall of what we asked for and what happened to it. Even the no's.
    Lockers with a number, not a key. I lose keys. It's sort of my thing.
    Let us interview the new worker. We'd get it down to one question.
    A washing line out the back. The dryer's two quid.
    Swap the plastic cups for mugs. Nobody's going to throw a mug at you.
    Someone who does feet. A proper foot person, once a month.
    Teach us what the letters mean. Not do it for us. A letter school, half an hour, with cake.
    Could we go and see the sea? It's a mile away and I've not been down there since I came.
    Put the bus times up next to the exit.
    Print the menu with pictures so I know what I'm pointing at.
    Could we have {a sewing machine in the corner|a kettle we can use ourselves|the noticeboard lower down|a first-aid course one Tuesday}? {I can teach people zips.|Being waited on all day does your head in.|I'm in a wheelchair, I only ever read the bottom row.|We're the ones who find people.}
    {Ask one of us to do the welcome.|Pay two of the regulars to show new ones round.|Get somebody who's been through it into your meetings.|Trust the ones who come early with a door key.} {You see the face, you know what they need.|I'd have come in a month sooner.|We'd tell you when you're talking rubbish.|We'd look after it better than you'd think.}
    How about {a walk down the harbour|a film when it's raining|a cooking morning with what's left from the food bank|a cards league, with a cup}? {Talking's easier when you're not looking at each other.|Nothing sad. I'll pick.|I do a good dhal.|Marcus can lose at that too.}
    {A text|A sticker on the door|A list by the urn|A voice message} to say {what's on next week|when it's full|who's in today|you've got my form}. {Not email. Who's got email.|Saves walking down.|Then I'd know if my worker's here.|I can't read my own post, never mind yours.}
  `,
};
