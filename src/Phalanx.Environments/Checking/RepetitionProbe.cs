using Phalanx.Foundation;

namespace Phalanx.Environments;

/// <summary>
/// Plays the same episodes again - in another environment, after other episodes, beside others in various orders - and compares.
/// </summary>
internal static class RepetitionProbe
{
    private const int Schedules = 3;

    public static void Run(CheckContext context)
    {
        // One finding of this kind explains the others, so the first ends the search.
        if (RepeatsFresh(context) && RepeatsAfterOthers(context))
        {
            for (int schedule = 0; schedule < Schedules; schedule++)
            {
                RepeatsBesideOthers(context, schedule);
            }
        }
    }

    private static bool RepeatsFresh(CheckContext context)
    {
        for (int episode = 0; episode < context.Options.Copies; episode++)
        {
            ulong seed = context.SeedOf(episode);
            IReadOnlyList<Player.PlayedStep> expected = context.CreatePlayer(1).Play(0, seed);
            if (Difference(context, expected, context.CreatePlayer(1).Play(0, seed)) is { } difference)
            {
                context.Add(
                    "repeatable",
                    $"two new environments differ in {difference} of the episode of seed {seed}, with the same actions; " +
                    "draw everything random from the seed of Reset");
                return false;
            }
        }

        return true;
    }

    private static bool RepeatsAfterOthers(CheckContext context)
    {
        Player used = context.CreatePlayer(1);
        for (int episode = 0; episode < context.Options.Copies; episode++)
        {
            ulong seed = context.SeedOf(episode);
            IReadOnlyList<Player.PlayedStep> expected = context.CreatePlayer(1).Play(0, seed);

            // One episode to its end, and one that is given up on the way.
            used.Play(0, context.SeedOf(episode + 1));
            used.Play(0, context.SeedOf(episode + 2), steps: Math.Max(1, used.Record(0).Count / 2));
            if (Difference(context, expected, used.Play(0, seed)) is { } difference)
            {
                context.Add(
                    "reset",
                    $"after other episodes, the episode of seed {seed} differs in {difference} from the same in a new environment; " +
                    "Reset must put back everything");
                return false;
            }
        }

        return true;
    }

    private static void RepeatsBesideOthers(CheckContext context, int schedule)
    {
        int copies = context.Options.Copies;
        Player together = context.CreatePlayer(copies);
        for (int environment = 0; environment < copies; environment++)
        {
            together.Begin(environment, context.SeedOf(environment));
        }

        RandomStream stream = context.ChoicesOf(schedule);
        for (int[] next = Running(together, copies); next.Length > 0; next = Running(together, copies))
        {
            together.Step(Arrange(next, schedule, ref stream));
        }

        for (int environment = 0; environment < copies; environment++)
        {
            ulong seed = context.SeedOf(environment);
            IReadOnlyList<Player.PlayedStep> alone = context.CreatePlayer(1).Play(0, seed);
            if (Difference(context, alone, together.Record(environment)) is { } difference)
            {
                context.Add(
                    "together",
                    $"stepped together with others, the episode of seed {seed} differs in {difference} from the same alone; " +
                    "environments must share nothing that changes");
            }
        }
    }

    private static int[] Running(Player player, int copies) => [.. Enumerable.Range(0, copies).Where(player.IsRunning)];

    /// <summary>All of them, all of them backwards, or some of them in any order.</summary>
    private static int[] Arrange(int[] environments, int schedule, ref RandomStream stream)
    {
        switch (schedule)
        {
            case 0:
                return environments;
            case 1:
                Array.Reverse(environments);
                return environments;
            default:
                stream.Shuffle(environments.AsSpan());
                return environments[..(1 + stream.NextInt(environments.Length))];
        }
    }

    /// <summary>Where two episodes first differ, in words; null when nowhere.</summary>
    private static string? Difference(CheckContext context, IReadOnlyList<Player.PlayedStep> expected, IReadOnlyList<Player.PlayedStep> actual)
    {
        for (int step = 0; step < Math.Min(expected.Count, actual.Count); step++)
        {
            string place = step == 0 ? "after the reset" : $"after step {step}";
            if (expected[step].Result != actual[step].Result)
            {
                return $"what Step returns {place}";
            }

            for (int part = 0; part < expected[step].Digest.Length; part++)
            {
                if (expected[step].Digest[part] != actual[step].Digest[part])
                {
                    return $"what {Snapshot.Methods[part]} writes {place}";
                }
            }
        }

        return expected.Count == actual.Count ? null : "length";
    }
}
