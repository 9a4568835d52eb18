import { lines } from './lines.ts';
import type { ByKind } from './lines.ts';

/** What people say in family support: fewer words than elsewhere, since less is heard from there. */
export const familySupport: ByKind = {
  celebrate: lines`
    She didn't look in my fridge.
    First person to play with him before she asked about him.
    He put his own shoes on. You won't get how big that is. You will, actually.
    I've said no and kept it said. He cried for ten minutes, and then we did the puzzle.
    We've eaten at a table all week. It's a garden table, but it's a table.
    The school rang and it was something good. I made her say it twice.
    I thought you'd come to take them. It's taken me till now to put the kettle on for you.
    I told the other mums I don't like playing. Three of them said thank God.
    My girl's started leaving her bedroom door open.
    Dads' group's only four of us and one's asleep, but I've not missed one.
    He's four and he's got a word. It's "bus". We've been on a lot of buses. 🚌
    You wrote down what I said and read it back to me, and it was what I said.
    Child in need plan's closed. I've kept the letter. I might frame it.
    The boys made me a card with all the swear words taken out.
    I said sorry to my daughter. My mum never did that, not once.
    Farah asked my husband what he thought. Nobody asks him, so he never says.
    We got the beds. Two bunk beds, and they built them with me, not for me.
    I went to the meeting and it was me who did the talking, and they wrote down my plan. With my title.
    {He slept in his own bed, four nights in a row.|She ate a pea. One.|He went into school without crying.|She rang her dad and said goodnight.} {I lay there awake, listening to nothing.|I didn't say a word. I went in the kitchen and did a dance.|I did the crying. Round the corner.|I stood on the landing and let her.}
    {I kept calm at bedtime.|I made a chart with stickers.|I went up the school on my own.|I asked for help before it got bad.} {He looked at me like I was somebody else.|It's for me. I get one if I don't shout.|Sat in the little chair and said my bit.|You always say to. This time I did.}
    {Manpreet got down on the floor and he brought her his dinosaur.|Farah stayed past five and never looked at the clock.|The health visitor rang the landlord with me and the mould's being done.|The play worker asked what I'd do, and then we did that.} {He doesn't bring anyone his dinosaur.|I looked. She didn't.|Two years I'd been asking on my own.|It worked, too.}
  `,
  improve: lines`
    Seven professionals round the table and one box of tissues. All of it for me.
    Don't ring from a withheld number. I think it's the bailiffs.
    You all say strengths and then it's a page of worries.
    Parents' group's at ten, so it's only mums. My fella's on nights, he'd come at four.
    She was twenty minutes late and then asked me about my routines.
    They asked my son to choose who to live with, in front of the photocopier.
    He's autistic, and the waiting list is older than he's been at this school.
    The interpreter was my neighbour's cousin. So now my neighbour knows.
    Every new worker reads the file from when I was nineteen. I'm thirty-four.
    I don't want a parenting course. I want two hours' sleep and somebody to fix the damp.
    You said it was voluntary. Then you wrote "mother did not engage".
    The contact centre's got one toy kitchen and no windows. I'd behave badly in there.
    {The letter came on the Saturday.|The report was read out in front of his teacher.|I got the plan after the meeting.|The text arrived at five to five on a Friday.} {Nobody to ring till Monday.|He's got to look at her every day.|So it's not my plan, is it.|You know what that does to a weekend?}
    {Nursery says he's naughty.|Housing thinks three in a bed's "adequate".|The clinic says she'll grow out of it.|School keeps saying it's home.} {He can't hear. I've said he can't hear.|Come and sleep in it.|She's nine.|I say it's school. He's in the middle with his bag on.}
  `,
  idea: lines`
    Come out with us instead of in to us. The park, the shop. You'd see how he really is.
    A text from you in the morning saying who's coming and what for.
    Dads' breakfast. Bacon. They'll talk if there's bacon.
    Let the kids draw the report. Mine would put the cat in charge.
    A cupboard of school jumpers, all sizes, no asking.
    Ask parents who've got through it to sit beside those who've just had the letter.
    {A lift to the appointment.|A crèche for the meeting.|Somebody to hold the baby while I'm on the phone to the council.|A cup of tea before the questions.} {Two buses with a double buggy, you try it.|I can't say it with her listening.|Forty minutes on hold, and she screams at minute six.|It's not hard, that one.}
  `,
};
