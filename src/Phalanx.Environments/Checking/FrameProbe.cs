namespace Phalanx.Environments;

/// <summary>
/// Plays some episodes of an environment that draws itself and looks at the picture of every step; and plays them again without a picture,
/// since what is drawn must never change what happens.
/// </summary>
internal static class FrameProbe
{
    // Pictures are many times as much as what learners get, and what is wrong in one is wrong in most.
    private const int MostEpisodes = 3;

    public static void Run(CheckContext context)
    {
        Player drawn = context.CreatePlayer(1);
        Player undrawn = context.CreatePlayer(1);
        for (int index = 0; index < Math.Min(MostEpisodes, context.Options.Episodes); index++)
        {
            ulong seed = context.SeedOf(index);
            if (!Play(context, drawn, seed))
            {
                return;
            }

            if (!SameEpisode(drawn.Record(0), undrawn.Play(0, seed)))
            {
                context.Add("drawing", $"the episode of seed {seed} goes another way when it is drawn; Draw must change nothing and draw no random numbers");
            }
        }
    }

    /// <summary>Plays an episode with a picture of every step; returns whether there was any.</summary>
    private static bool Play(CheckContext context, Player player, ulong seed)
    {
        FrameRules rules = new(context);
        player.Begin(0, seed);
        bool draws = Look(context, rules, player, seed);
        while (draws && player.IsRunning(0))
        {
            context.ThrowIfCancelled();
            player.Step([0]);
            draws = Look(context, rules, player, seed);
        }

        return draws;
    }

    private static bool Look(CheckContext context, FrameRules rules, Player player, ulong seed)
    {
        if (player.Draw(0) is not { } frame)
        {
            return false;
        }

        int step = player.Record(0).Count - 1;
        string place = step == 0 ? $"after the reset with seed {seed}" : $"after step {step} of the episode of seed {seed}";
        rules.Check(frame, isStart: step == 0, place);
        if (player.Draw(0) is not { } again || !SamePicture(frame, again))
        {
            context.Add("drawing", $"Draw gives another picture when it is called a second time {place}; it must change nothing");
        }

        return true;
    }

    private static bool SamePicture(Frame frame, Frame again) =>
        frame.Caption == again.Caption
        && frame.Events.SequenceEqual(again.Events)
        && frame.Items.Select(WithoutBars).SequenceEqual(again.Items.Select(WithoutBars))
        && frame.Items.SelectMany(item => item.Bars).SequenceEqual(again.Items.SelectMany(item => item.Bars));

    /// <summary>An item as it is compared: lists of bars are compared by what is in them.</summary>
    public static FrameItem WithoutBars(FrameItem item) => item with { Bars = [] };

    private static bool SameEpisode(IReadOnlyList<Player.PlayedStep> one, IReadOnlyList<Player.PlayedStep> other) =>
        one.Count == other.Count
        && one.Zip(other).All(pair => pair.First.Result == pair.Second.Result && pair.First.Digest.AsSpan().SequenceEqual(pair.Second.Digest));
}
