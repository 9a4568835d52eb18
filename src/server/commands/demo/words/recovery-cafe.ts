import { lines } from './lines.ts';
import type { ByKind } from './lines.ts';

/** What people say at the Recovery café. */
export const recoveryCafe: ByKind = {
  celebrate: lines`
    Ninety days. I've put the chip in my shoe so I can feel it.
    It's loud and the coffee's terrible and it's the safest place I know.
    I said I'd used. Nobody gasped. Jo said "thanks for coming in anyway".
    I walked home past the Ship. Past it. On the same side of the road.
    First birthday I'll remember. I had a scone.
    My daughter let me hold the baby. On my own. She went upstairs and everything.
    We laughed till Marcus had to sit down. I didn't know you could do that without.
    I came for the toast. I've stayed for the people who only came for the toast.
    I can taste things. Did you know tomatoes taste of something?
    He's eighteen months off it and he still washes up. That's what I want. Not the medal, the washing up.
    I've started saying no to my cousin.
    I read my step four to a room and I'm still here.
    Haven't lied since Sunday. It's very tiring, I keep having to explain myself.
    I ran the meeting. My hands shook so bad I put them under the table, but my voice didn't.
    The bass player from my old band's in the kitchen. Two of us alive out of five. We're doing a song.
    I picked up the phone instead. He answered at ten past three in the morning. He only said "put the kettle on, tell me".
    Being bored used to be dangerous. Tonight I was bored and I did a jigsaw.
    I've got money left and it's the twentieth.
    My liver numbers came back better. I've got them on the fridge like a kid's drawing.
    Someone asked me for advice. Me. I told them I'm not the one to ask and then I talked for an hour.
    Nobody here's shocked. D'you know how restful that is?
    I made amends to my brother. He said no. I'm glad I asked, and I'm sober tonight, so.
    Three weeks running.
    I like that you don't say "clean". I was never dirty.
    Cooked for thirty. Nobody died. Somebody asked for the recipe and I said it's a tin.
    Got my driving licence back. I cried in front of the postman.
    I wrote the poster. It says "You don't have to be sorted to come in". That was my line.
    Went to a wedding. Danced. On lime and soda. My feet hurt like everybody else's.
    I told my boss. He said his dad was the same. We're all bloody everywhere, aren't we.
    The nurse did my dressing here instead of the clinic, and she didn't do the face.
    I slept, I ate, I came. That's my whole list and it's all ticked. ✅✅✅
    You lot noticed I was missing. Two texts and a knock. I was asleep, but still.
    It's not that I don't want it any more. It's that I want this a bit more. Today.
    I've joined the choir. I can't sing. Turns out that's most of them.
    Took my mother to bingo, sober, and she won forty quid and told everyone it was because of me.
    Did a shift at the needle exchange. Odd, being on the other side of the hatch. Good odd.
    {Thirty|Sixty|A hundred|Two hundred} days. {I don't trust it yet.|My mother's told the whole street.|I bought a plant to keep count with.|Same as the number of my bus. I'm having that.}
    I went to {my sister's|the match|a funeral|my nephew's christening} {sober. Turns out her husband's been boring all along.|and only drank tea. I can tell you the score as well.|without anything. I felt every bit of it. I'm glad I did.|on orange squash. I held the baby and nobody held their breath.}
    {Jo sat with me when I was rattling.|Marcus walked me home when my phone was cut off.|The lad with the tattoos talked me round the block till the offy shut.|The old fella by the urn said nothing for an hour and it was exactly right.} {I'd have gone, otherwise.|He never asked for anything.|Four times round. He's got a bad knee.|I'll do it for someone.}
    {I've got my kids Saturdays.|I had my girl for a whole weekend.|I've got the grandkids after school on Wednesdays.|Had my lad over for tea.} {Supervised, but Saturdays.|I was so tired I forgot to be frightened.|I do pasta. I only do pasta.|He ate two plates and said nothing. He's fifteen, that's a review.}
    {Bought a bike with what I'd have spent.|Saved up for a coat. New, with the tags on.|Got my guitar back out of the pawn shop.|Dug out my running shoes.} {It's got a bell.|Nobody wore it before me.|Two strings short, same as me.|They still fit. I don't, but they do.}
    The {walking group's why I get up at the weekend|walk was good, although we got lost|quiz is the only hour I don't think about it|gardening does my head good because nobody asks}. {I've got mud on everything I own.|Marcus had the map upside down.|We came last. We're called Last Orders.|The beans don't know I'm an addict.}
    {I rang my sponsor before.|I texted Jo first.|I put it in the group chat instead.|I went and knocked next door at two in the morning.} {That's it. That's the news.|I usually text after.|Six people were awake. Six.|She's in it too, I never knew. We had toast.}
    {A year ago|This time last year|Six months back|Two years ago} I {was in a cell|was in the Royal with tubes in|couldn't hold a cup|weighed seven stone}. {Tonight I'm on the till.|Today I had seconds.|Look at me with a tray.|Somebody's just told me to go easy on the cake.}
  `,
  improve: lines`
    You close at nine. It's half ten when I want a drink.
    The prayer at the end. I mouth along. I'd rather not have to.
    New people get the whole leaflet pile. I couldn't have read a bus ticket in my first week.
    Script's at the chemist at nine, and the group's at half nine the other end of town. Pick one for me.
    Don't clap when I say the number. It makes it worse if I have to say a smaller one.
    My key worker's lovely and she's never there.
    I asked for help on a Friday and got an appointment for the Tuesday after next. I might've been dead. I wasn't, thanks to the café. But I might've been.
    Can there be something for people who aren't off it yet? I only ever hear from the winners.
    It smells of beer upstairs from the function room. I'm not joking.
    You asked us what we wanted, we said evenings, you opened mornings.
    It's always the same three who talk. I'm one of them. Stop me.
    Women need a night. Not a corner. A night.
    I was told I couldn't have counselling till I'd stopped. I drink because I can't have counselling.
    Detox was ten days, and then a taxi to an empty flat. Ten days was never the problem.
    You keep putting "journey" on things. I went nowhere for twenty years, that's the point.
    The photos on the leaflet are of sad men in hoodies. We're in here doing quizzes.
    Chairs in a circle. I hate a circle. I know it's meant kindly.
    My wife has nobody to talk to about me. I'd like there to be somebody.
    I relapsed and the housing found out from here. I never said that was all right.
    We lost D. and it was a week before anybody said it out loud. We needed to say it the same night.
    Group was full. I stood in the corridor and could hear them laughing.
    The bus stops at eight. So I leave before the good bit.
    Gambling counts. There's not one poster about gambling.
    Three of us can't have caffeine after four. Decaf, please. It's not a luxury.
    {Nobody rang after I missed a week.|No one came when I was in hospital.|I heard nothing after detox.|Not a word when my worker went on leave.} {That's when you need it.|I was only in two days, but it's a long time looking at a door.|You go from six people a day to the telly.|I thought I'd done something.}
    {The waiting list's nine weeks and I'm one bad night off.|It took three phone calls and a row to move my script to my own chemist.|Counselling was six sessions and then it stops, like a tap.|Rehab money goes to a panel of people I've never met.} {Put that on it.|I nearly stopped asking.|I'd only just got to my dad.|They said no in a letter with my name wrong.}
    I don't want to {sit in a circle on my first night|share with my neighbour's lad there|do the worksheets|tell it to a student who leaves after six weeks}. {Let me do the cups.|It's a small town.|I left school for a reason.|I'll have told it for her essay.}
    {The stairs are hard, my legs aren't right yet.|The strip light buzzes, and everything's loud when you're coming off.|The bleach smell puts me straight back on the ward.|The gents doesn't lock so I won't use it.} {A rail on the left would do it.|I sit under it with my hood up and I'm not being rude.|Could it be done after we've gone?|I go to the garage over the road.}
    {Staff talk about "the client group" in front of us.|The new worker wrote "denies using" after I told her I hadn't.|The doctor called it lifestyle.|The hostel still calls me by my old nickname.} {We can hear.|I don't deny it. I just hadn't.|I was eight when it began.|That's who I was on it.}
  `,
  idea: lines`
    Open for one hour at closing time. That's the hour.
    A text at five on a Friday that just says "soup's on".
    A wall for the ones we lost, with names. Not flowers, names.
    Get the ones with a year in to meet people at the gate when they come out of detox.
    Board games, but not Monopoly. We've enough debts.
    A go-bag for people going into rehab: slippers, stamps, phone charger, decent biscuits.
    Have us train the GPs. An hour. We'll bring the biscuits and they bring the questions they're scared of.
    Swimming. There's a pool three minutes from here. I've got scars, so I'd want it to be just us.
    Put the meeting times on the back of the pub toilet doors. I mean it. I'd have seen it there.
    Could the kids have a Saturday? They've been through it and all.
    A savings jar. What I'd have spent, every week. We'd be in Spain by now.
    Let me do the accounts. I was a bookkeeper before I was a drunk, and I was good at both.
    Music night. Proper one, no open mic feelings. Songs.
    A quiet corner with the lights down. Some of us are raw.
    {Stay open late on payday.|Set up a phone tree for weekends.|Give everyone a buddy for the first fortnight.|Do tea and toast outside the clinic.} {That's when we go, all of us, same day.|One ring each. If you don't answer, somebody knocks.|I'd take three names. I'd be good at it.|I'd do the shift, I'm there anyway.}
    Teach {us first aid and naloxone, properly|the families what we know|the bouncers to ring you|the town it's not catching}. {It's us who are there.|My mum was on her own with it for ten years.|They throw people out to nowhere.|I'd stand up and say it. I would now.}
    Could we {cook one week|paint the back wall ourselves|go camping, one night|make a film about what it's really like}? {I was a chef on the boats.|Colours. No sunrises, please.|I've not seen stars since I was tagged.|With jokes in.}
  `,
};
