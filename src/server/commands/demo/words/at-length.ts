import type { MomentKind } from '../../../../contract/moment.ts';
import type { ProgrammeKey } from '../harbour-house.ts';

export interface SaidAtLength {
  programme: ProgrammeKey;
  kind: MomentKind;
  words: string;
}

/** What takes more than a breath to say: some hundred letters, and a few of two to three thousand. */
export const atLength: readonly SaidAtLength[] = [
  {
    programme: 'dropIn',
    kind: 'improve',
    words: `I want this one written down properly, all of it, so get comfy.

In the first week I was told I needed a letter from the hostel to prove I was homeless. The hostel said they don't do letters, they do emails, and who should they email. I didn't know. You didn't know. So I walked back up there and got a name, and the name was on leave.

Second week I had the email but it said my old hostel, from before the fire, because nobody changed it on the system. So as far as the council was concerned I was living in a building with no roof. The lady said "it does say you have accommodation". I said go and look at it. She said she could only go by what was on the screen. I wasn't rude. I want that written down too. I wasn't rude.

Third week they'd found me under a different spelling. I've got two files. One of me has a support worker and no medical, and the other one of me has a medical and no support worker. I've never met either of them. The support worker, I mean. I've met me.

Fourth week you were closed for training. I'm not having a go, you have to train. But it wasn't on the door, and I'd got all my papers in a carrier bag in the right order, and I stood there with it, and a lad going past said "they're shut, mate", like that, and I nearly put the bag in the harbour. I'm telling you that because people think it's the big things. It isn't. I've been through big things. It was the bag.

Fifth week Siân sat down with me and we rang all four of them, one after the other, on speaker, and wrote down who said what and what time. It took an hour and ten minutes. An hour and ten, after five weeks. At the end there was one file with one of me in it.

So what I'd say is this. Don't send people. Sit them down and ring. If it takes an hour, it takes an hour. You'll save the five weeks and somebody will keep hold of their bag. And if there's a sheet with names on it, real names and the number that gets picked up, put it on the wall where we can read it, because we'd do half the ringing ourselves if we knew who to ask for.`,
  },
  {
    programme: 'recoveryCafe',
    kind: 'celebrate',
    words: `You asked what's different and I said "dunno", and then I thought about it all week, so here it is.

A year ago I didn't have a door. I don't mean I was on the street, I mean I'd put my foot through it, and there was a bit of board up, and when people knocked the whole thing shook. I used to lie there and know who it was from how it shook. The lads was one sort. My sister was another. Nobody official ever knocked twice.

I came here because it was raining and Jo was on the step having a fag. I'm not supposed to say that, she's given up now. She said are you coming in or are you holding the wall up. I said what is it. She said soup, mostly. I stayed twenty minutes with my coat on and I took three bread rolls, and nobody said anything about the rolls.

I came back for about two months before I said one word about it. I did the quiz. I'm good at capital cities, I don't know why, I've never been to any of them. Then one night old Terry said his number, four years, and he said it like you'd say what you had for tea. And I thought, he's not showing off. He's just telling us where he lives.

First time I stopped was eleven days. I told you all eleven days and then I didn't come for a month because I couldn't say nought. Marcus put a card through the board. It had a drawing of a bread roll on it and it said "still warm". That's all it said. I've still got it.

Second time's this time. It's two hundred and six days. I've got a door now, a proper one, green, with a letterbox. My sister posted a key ring through it. She could have knocked, but she said she wanted to hear it drop.

What I'd want the board to know, if they're asking, is that none of that's on your form. There isn't a box for coming in out of the rain, or for being let alone for two months. You'll be tempted to speed that bit up. Don't. If somebody had sat me down in the first week with a star chart I'd be dead, and I'm not saying it to be dramatic. I'd have been polite and I'd have gone. Keep the soup. Keep somebody on the step. Keep not counting the rolls.`,
  },
  {
    programme: 'familySupport',
    kind: 'improve',
    words: `I've been to nine of those meetings now so I think I know how they go.

You walk in and they're all sat down already. So they've been talking. They'll say they haven't, they'll say "we were just catching up", but there's cups. Then everybody says their name and where they're from, and it's quick, like a register, and by the time it's my turn I've forgotten all of them. I say "I'm mum". I've got a name. I say I'm mum because that's what it says on the paper in front of my chair.

Then it goes round. School says attendance. Health says weight. Housing isn't there, housing's sent apologies, housing has sent apologies nine times, and it's housing I need. Somebody says "in terms of". And it all comes round to me at the end when there's six minutes left and someone's looking at their lanyard. And they say, is there anything you'd like to add. To what? It's my life, I'm not adding to it.

The last one was different and I want you to know why so you can do it again. Farah came the day before and we sat on the stairs, because the baby was asleep in the front, and she asked what I wanted to be different by next time. Not what I was worried about. I said I want the damp done and I want Kai to have a male worker, because he's only got me and his nan and three women from the council. She wrote the two things down on a card, big. In the meeting I went first. It was on the agenda, "1. What the family wants", with my name. And they had to go round and say what they'd do about the damp, each of them, and it turned out the health visitor could write a letter that housing have to answer. She's always been able to. Nobody'd asked her, because nobody had ever started with the damp.

So: let us go first. Put our names. Tell us who's coming and have a photo of them if you can, because I can't tell one lanyard from another. Be stood up when we come in, or let us be in there before you. And if housing can't come, ring them from the room. Put them on speaker in front of nine people and ask them about the wall.`,
  },
  {
    programme: 'jobClub',
    kind: 'idea',
    words: `We did this as a group, the seven of us who were here. You asked for ideas and then you went to get the sandwiches, so this is what you missed. Danuta's pen, my writing.

1. Stop starting with the CV. Start with a walk round the room where everybody says one job they've done that nobody knows about. We did it while you were out. We've got a lifeguard, a woman who ran a radio station in Hargeisa, two bakers who'd never spoken to each other, a man who's delivered eleven calves, and Paul, who was a body double once. You've known Paul for a year.

2. A wall of "who's hiring and who's lying". Not the website. Us. If somebody's been for a trial shift and they weren't paid for it, it goes up. If somebody was treated right, it goes up as well, in green. You'd have to keep an eye on it, legally, we know.

3. Fares. We went round and added up. It's £31 a week between us to get here. That's one sandwich platter. We'd rather have the bus. (Vote was six to one. Paul wants the sandwiches.)

4. A phone that's just for call-backs. Half of us miss the call because we've got no credit to ring back or we're on a pay-as-you-go that dies. One phone, charged, on the desk, and whoever's nearest says "Harbour House job club, who's calling please" in a nice voice and writes it in the book.

5. When one of us gets a job, don't clap and wave. Give us a month of somebody on the end of the phone. First week you don't know where to put your coat. Second week you've made one mistake and you think it's over. Third week the benefits letter comes and you think you've made a terrible error. It's the third week. Ring in the third week.

6. Let us have the room on a Friday without staff. We'd do our own. Abdi could have the key in his pocket and be in the building, if that's the insurance. We wouldn't nick the laptops, they're terrible.

7. Come back and tell us which of these you're doing. Not all of them. We're not daft. But if it's no, say no and say why. We've all had enough letters that don't say.

Signed, all seven. Sandwiches were nice, thanks.`,
  },
  {
    programme: 'dropIn',
    kind: 'celebrate',
    words: `I'll tell you what happened. I got the letter, brown one, and I did what I always do, I put it under the mattress with the others. And then I thought, no, Tuesday. I'll take it Tuesday. I carried it about for five days. And the young lad on the desk, he didn't take it off me, he said shall we open it outside, there's a bench. So we did. It was good news. All that, and it was good news. He let me shout.`,
  },
  {
    programme: 'dropIn',
    kind: 'improve',
    words: `You've put up a big sign with the values on. Respect, and that. It's a nice sign. But on the same day you brought in a rule that you can't stay in the hall after one without an appointment, so at five to one there's somebody going round with a clipboard asking people to move, right under the sign. I'm only saying what it looks like from the chair. If the room's needed, tell us what for. I'd move for a reason. I won't move for a clipboard.`,
  },
  {
    programme: 'dropIn',
    kind: 'idea',
    words: `There's fourteen of us who sleep along the front and we all know each other's business. If somebody goes missing we know by ten in the morning. You find out on Tuesday. So give two of us a phone with one number in it. We're not asking to be paid, although if you were offering. Just a number that somebody answers, who knows us, and who doesn't start by asking our date of birth.`,
  },
  {
    programme: 'jobClub',
    kind: 'celebrate',
    words: `I want to say about the practice interview. I've had three of them on the course at the agency and they were all nice, and I came out thinking I was brilliant, and I got nothing. Abdi asked me a question and then he looked at his watch while I was answering. I got so cross I said "am I keeping you?", and he laughed, and he said that's the first time you've sounded like somebody I'd hire. So we started again from there. I got the job. I didn't ask if I was keeping her, but I had it ready.`,
  },
  {
    programme: 'jobClub',
    kind: 'improve',
    words: `It says on your leaflet "for everyone". I came with my sister, who's blind, and the sign-in is a screen with no sound. The forms are on the wall in frames. The man was very kind and read everything to her quite loudly, including the question about convictions. We laughed about it on the bus. But she hasn't been back, and she was the one who wanted to come. I only came to hold the door.`,
  },
  {
    programme: 'recoveryCafe',
    kind: 'improve',
    words: `When I came out, they gave me a bag with my belt and my laces, a leaflet, and a seven-day script, and it was a bank holiday weekend. So: chemist shut, surgery shut, you shut, my mum away. I did four days of that on my own with the telly on for company, and I didn't pick up, and I'd like a medal, but what I'd really like is for somebody to look at a calendar before they open the door. It isn't complicated. Don't let people out on a Friday.`,
  },
  {
    programme: 'recoveryCafe',
    kind: 'celebrate',
    words: `My dad came. I'd asked him eleven times, I've got the texts. He stood at the back in his good coat and he had a coffee and he didn't take the coat off. And on the way home he said, "That fella with the keys, he's like me". That's all. But he's never said he's like anything. He's asked what time it starts next week.`,
  },
  {
    programme: 'familySupport',
    kind: 'celebrate',
    words: `She goes, "what does he do when he's happy?" And I couldn't answer. I could've told her fifty things he does when he's not. So that was the job for the week, me and his brother, to look out for it. And he hums. He's always hummed. I thought it was a nerves thing. He hums when he's got his feet in something: sand, the bath, the dog. Eight years, and I thought it was nerves.`,
  },
];
