namespace Phalanx.Environments;

/// <summary>Plays episodes by every script that is declared: they must end, be paid finite rewards and be the same when they are played again.</summary>
internal static class ScriptProbe
{
    public static void Run(CheckContext context)
    {
        for (int script = 0; script < context.Spec.Scripts.Count; script++)
        {
            string name = context.Spec.Scripts[script];
            ulong seed = context.SeedOf(script);
            List<StepResult> results = Play(context, script, seed);
            if (!results[^1].Ended)
            {
                context.Add(
                    "script",
                    $"the episode of seed {seed} by the script '{name}' goes on after {results.Count} steps, which is its EpisodeLimit; " +
                    "return Truncated = true with the step that reaches the limit");
            }
            else if (results.FindIndex(result => !double.IsFinite(result.Reward)) is >= 0 and int step)
            {
                context.Add("script", $"the reward of the script '{name}' is {results[step].Reward} after step {step + 1} of the episode of seed {seed}");
            }
            else if (!results.SequenceEqual(Play(context, script, seed)))
            {
                context.Add(
                    "script",
                    $"two new environments differ in the episode of seed {seed} by the script '{name}'; " +
                    "draw everything random from the seed of Reset");
            }
        }
    }

    private static List<StepResult> Play(CheckContext context, int script, ulong seed)
    {
        IEnvironmentBatch batch = context.Create(1);
        StepResult[] result = new StepResult[1];
        List<StepResult> results = [];
        batch.Reset(0, seed);
        while (!result[0].Ended && results.Count < context.Spec.EpisodeLimit)
        {
            context.ThrowIfCancelled();
            try
            {
                batch.StepByScript(script, [0], result);
            }
            catch (Exception failure)
            {
                throw PlayException.Of(nameof(batch.StepByScript), seed, results.Count, failure);
            }

            results.Add(result[0]);
        }

        return results;
    }
}
