namespace Phalanx.Environments;

/// <summary>Plays episodes of random actions and looks at every step: what is written, what is paid, how it ends.</summary>
internal static class RolloutProbe
{
    public static void Run(CheckContext context)
    {
        Player player = context.CreatePlayer(1);
        int endedByTaskAtLimit = 0;
        for (int index = 0; index < context.Options.Episodes; index++)
        {
            context.ThrowIfCancelled();
            ulong seed = context.SeedOf(index);
            player.Begin(0, seed);
            CheckWorld(context, player, seed);
            WritingRules.Check(context, player, seed);
            while (player.IsRunning(0))
            {
                player.Step([0]);
                CheckResult(context, player, seed);
                CheckWorld(context, player, seed);
                WritingRules.Check(context, player, seed);
            }

            StepResult last = player.Record(0)[^1].Result;
            if (!last.Ended)
            {
                context.Add(
                    "limit",
                    $"the episode of seed {seed} goes on after {context.Spec.EpisodeLimit} steps, which is its EpisodeLimit; " +
                    "return Truncated = true with the step that reaches the limit");
                return;
            }

            endedByTaskAtLimit += last.Terminated && player.Record(0).Count > context.Spec.EpisodeLimit ? 1 : 0;
        }

        if (context.Spec.EpisodeLimit > 1 && endedByTaskAtLimit == context.Options.Episodes)
        {
            context.Add(
                "clock",
                $"every episode terminated exactly at EpisodeLimit ({context.Spec.EpisodeLimit} steps); " +
                "if only the clock ended them, return Truncated instead of Terminated",
                isHint: true);
        }
    }

    private static void CheckWorld(CheckContext context, Player player, ulong seed)
    {
        if (player.FindFault(0) is { } fault)
        {
            context.Add("world", $"{fault}, after step {player.Record(0).Count - 1} of the episode of seed {seed}");
        }
    }

    private static void CheckResult(CheckContext context, Player player, ulong seed)
    {
        StepResult result = player.Record(0)[^1].Result;
        string place = $"after step {player.Record(0).Count - 1} of the episode of seed {seed}";
        if (!double.IsFinite(result.Reward))
        {
            context.Add("reward", $"the reward is {result.Reward} {place}; rewards must be finite");
        }

        if (result.Terminated && result.Truncated)
        {
            context.Add(
                "ending",
                $"both Terminated and Truncated are true {place}; " +
                "when the task ended on the last step allowed, it is terminated only");
        }

        if (context.Spec.Payoffs is not null && result.Truncated && !result.Terminated)
        {
            context.Add("one-step", $"Truncated is true {place}, but Payoffs are declared; a game of one step ends by Terminated");
        }
    }
}
