import { lines } from './lines.ts';
import type { ByKind } from './lines.ts';

/** What people say at the job club. */
export const jobClub: ByKind = {
  celebrate: lines`
    Got it. Start Monday. I'm not shaking, you are.
    I didn't know "kept four kids and a mother-in-law alive" was project management till Danuta wrote it down.
    Interview went bad and I came here after instead of home. That's new.
    They asked about the gap and I said it. Out loud. I said "I was ill and I'm not now". And they just nodded.
    I've been a welder thirty years and couldn't do a PowerPoint. Turns out nobody wants a PowerPoint off a welder.
    Payslip. Look at it. It's got my name spelled right.
    Abdi did the practice interview and he was horrible. Best thing anyone's done for me.
    First time I've worn a tie since my dad's funeral. Different sort of day.
    I rang up about the job myself. In English. She understood me the first time.
    I've had seven no's this month and I've still come in. Put that down as something.
    We did each other's CVs. I'd never have said that stuff about me but he did, and it was true.
    I did a day's trial in the bakery. Up at three, feet like concrete, smiling like an idiot.
    My son helped me with the application. He's nine. He said I should put that I'm patient.
    Passed my theory!!! 47 out of 50 🚗
    The manager said "we don't mind the record, we mind if you're late". I've not been late.
    Turned one down. Never thought I'd say that. Nights, and I've got the kids. Danuta said that's allowed.
    I thought the group would be sad. It's the biggest laugh of my week.
    He showed me Excel with the bus timetable. Now I get it, because it was about something.
    My degree counts here. It took two letters and forty pounds, but I'm a pharmacist again. On paper. Soon in a shop.
    I taught the others how to sign in and they clapped. It's only a password.
    Got feedback off an employer. An actual sentence. I've read it out to everyone.
    I've been on the sick nine years. Two mornings in the charity shop and my back's no worse and my head's miles better.
    They rang my reference and she said "grab him". I didn't know anyone would say that.
    Warehouse said yes to me praying. I was ready with a speech and didn't need it.
    Today's the first session I've missed because I was at work. Came to tell you on my break.
    Danuta says don't write hard-working, write what you did. So I wrote I opened the café every day for six years and never once late.
    I'm fifty-nine and I've got an email address with my proper name in it.
    I put deaf on the form this time. They booked the interpreter before I asked.
    Bought my own safety boots out of my own wages. I wore them to the shop after.
    Nobody here said "have you thought about care work".
    I got {the kitchen job|the driving job|the school cleaning job|two days in the garden centre}. {Sixteen hours to begin with. I cried in the walk-in fridge.|Vans, not lorries. Yet. My wife made me reverse round the car park twice.|Five till eight, and I'm home before they wake.|They asked what I know about roses. I grew them for export.}
    {Passed my food hygiene!|I passed! CSCS green card.|Passed the forklift, second go.|Entry 3 English: passed.} {94 per cent. I got the one about rice wrong.|It's in my wallet, want to see?|Didn't hit a single cone.|Full marks in the speaking. In the speaking!}
    {Mock interview today.|Did a practice call.|We swapped CVs.|Went through all the daft interview questions.} {I said "um" nine times. Last week was twenty.|I didn't hang up.|She crossed out "just" everywhere on mine. I say it all the time, I never knew.|"What animal would you be?" Tired.}
    {Helped the new lad with his covering letter.|Sat with a woman who'd never used a mouse and she sent her first email.|I translated for two of the ladies at the agency.|Drove Mr A. to his interview.} {Nobody asked me to.|Forgot about my own lot for an hour.|They brought me cake today.|We practised at every red light.}
    {Three months in the job|Two months on the bins|Four months at the hotel|Five months at the call centre} now. {They've asked me to train someone.|Best legs of my life.|I've been put on reception.|I've been shouted at in six accents and I'm still there.}
    {My jobcentre coach says|My wife reckons|The doctor told me|My probation officer noticed} I {look people in the eye now|hum in the kitchen|stand up straighter|don't say sorry before everything}. {I couldn't tell you.|No idea when that started.|It's the boots.|I said sorry about that.}
    {Rejected again, but they rang to tell me.|Another no, but I got down to the last two.|Didn't get it, so I asked for feedback.|No from the airport, but they're keeping my name.} {That's never happened.|Out of eighty.|She gave me ten minutes on the phone. Decent woman.|They all say that. This one asked how you say it.}
    {Abdi found a grant for my licence.|Danuta spotted that my certificate counts here.|The lady from the library showed me how to do alerts.|The young volunteer told me about the council's apprenticeships, any age.} {Six hundred quid I didn't have.|All that time in a drawer.|Now the jobs come to me. Well, to my phone.|I said I'm forty-six. She said so?}
  `,
  improve: lines`
    Sanctioned because I was at a job interview. You couldn't write it. Well, you could. Write it.
    The computers take so long that my time's up before I've logged in.
    I don't need another CV course. I've done five. I've got five CVs.
    You put "motivated" on mine. I'm not motivated, I'm skint.
    The adviser from the agency looked at my headscarf and talked about cleaning. I ran a bank branch.
    Two hours is no good with nursery pick-up at half eleven. Start at nine or do it in the afternoon.
    Everyone claps when someone gets a job. It's nice. It's also hard when it isn't you for the tenth time.
    Bus is £5.80 there and back. That's my dinner. Three of us would come twice a week if there was fares money.
    Zero hours isn't a job. Please stop counting me as a success.
    I told you I can't do stairs and the mock interview was upstairs.
    Online applications throw me out when I put the postcode from back home. There isn't one. There wasn't a post.
    Not one of the employers you brought in had a vacancy. It was a day out for them.
    You talk fast. I understand everything, only later.
    Job coach changed three times. Each one starts with "so tell me about yourself".
    They made me take my CV down to one page. That's fifty years. What do I lose, the army or the kids?
    When I said I'd been inside you went a bit quiet. Just a bit. I noticed.
    The printer. That's it. That's the feedback.
    I started, and then nobody rang. First week's the hardest, you should've rung in the first week.
    The psychometric test said I'd make a good florist. I have hay fever and a forklift licence.
    I came off benefits for a four-week job and it's taken eleven weeks to get back on. I won't be doing that again. Shame, because I liked it.
    I've applied for {forty|sixty|twenty-five|a hundred and two} and heard back from {three|one|none|four}. {It isn't the no's, it's the nothing.|You start to think your email's broken.|Not even a robot.|Two of them thought I was someone else.}
    {The form timed out with two questions left.|The website wants a passport number and mine's with the Home Office.|The app only works on a new phone and mine's held together with tape.|The helpline's English only, and so is the help about the help.} {I'd written my whole life in there.|Eight months now.|So that's me out.|I'm learning, but I'm not there.}
    {Agency cancelled my shift when I was already on the bus.|The warehouse cut my hours the week I moved off benefits.|The care firm won't pay the training days.|Hotel changed the rota by text at eleven at night.} {Who do I even ring?|I did everything right.|Can someone here ring them with me?|I've kids to place.}
    {Not enough laptops on a busy day.|It's never quiet when the café's open.|I'd like longer with Danuta, but the new people need it most.|There's a fight for chairs when the jobcentre sends everyone at once.} {I did my form on my phone with one thumb.|I can't do a phone interview with the milk steamer going.|I let mine go today. Next week I'll be selfish.|I stood for an hour like at a gig.}
    Please don't {send me nights|put me forward for the abattoir|ask about my five-year plan|say "just be yourself"}. {I've said about the kids. It's on the sheet.|I'm a vegan and I've told you twice.|I've got a five-day plan. It's shopping.|I tried that, it got me eleven no's. Give me something to do with my hands.}
    I {need someone to check my spelling before I press send|asked for a letter about my dyslexia for the test centre|was promised a call back about the course by Friday|never got the fare refund from last month}. {I get one go.|They won't give me the extra time without it.|The place went to somebody else.|Eleven pounds sixty. It's a lot of bread.}
  `,
  idea: lines`
    Lend us one good coat for interviews. Not a suit. A coat. It's the coat they see first.
    A WhatsApp group just for "that firm's all right" and "don't bother".
    Let the people who got jobs come back and do the mock interviews. They know what's really asked.
    Do a session on what to do when you hate it by Wednesday.
    Could we go and look at a workplace, not hear about one?
    Childminding swap: two of us sit with the kids, two do the applications, then swap.
    Ask the bosses to do the practice as the one being interviewed. I'd pay to see it.
    Someone to ring the night before and say good luck. You could take turns.
    A box of phone chargers and one quiet cupboard for phone interviews. I did mine in the toilets.
    Teach us the small talk. I can do the job. It's the tea break I can't do.
    Make a map of which firms are on a bus route before eight in the morning.
    Let us write the job adverts for you. We know what puts people off.
    What about {a stall at the market|a pop-up café|a repair bench by the front door|a car-wash day in the yard}, run by us? {You can put that on a CV, it's real.|We've four cooks and a baker sat here.|I can do toasters. Nobody does toasters.|First one's free for whoever finds us a job.}
    Could {an employer come and say what they look at first|the bank come and say how you get an account with no bills|the jobcentre come to us for once and say what happens if I take the job|the union come and say what I can say no to}? {Ten minutes. No slides.|You can't be paid without one.|Nobody will put it in writing.|I never know till after.}
    Pair us up: {one who types, one who talks|one in work, one not|a young one and an old one|one local, one new here}. {I'd be a talker.|You'd ring each other Sundays.|I'd learn the phone, he'd learn to turn up.|I know the buses, she knows everything else.}
  `,
};
