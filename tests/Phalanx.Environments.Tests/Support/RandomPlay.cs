using Phalanx.Foundation;

namespace Phalanx.Environments.Tests;

/// <summary>Teams that choose among their available actions at random, all equally likely.</summary>
internal static class RandomPlay
{
    private static readonly StreamPurpose Actions = StreamPurpose.Named("test/random play");

    /// <summary>The mean and the standard error of the undiscounted return of many episodes.</summary>
    public static (double Mean, double StandardError) Returns(IEnvironmentBatch batch, int episodes)
    {
        double sum = 0;
        double squares = 0;
        for (int episode = 0; episode < episodes; episode++)
        {
            double total = 0;
            Play(batch, (ulong)episode, int.MaxValue, result => total += result.Reward);
            sum += total;
            squares += total * total;
        }

        double mean = sum / episodes;
        return (mean, Math.Sqrt(Math.Max(0, (squares / episodes) - (mean * mean)) / episodes));
    }

    /// <summary>Plays an episode in environment 0, or its first steps.</summary>
    public static void Play(IEnvironmentBatch batch, ulong seed, int steps, Action<StepResult>? seen = null)
    {
        EnvironmentSpec spec = batch.Spec;
        var stream = new RandomStream(seed, Actions, 0);
        bool[] available = new bool[spec.Agents * spec.Actions.Count];
        int[] discrete = new int[spec.Actions.IsDiscrete ? spec.Agents : 0];
        float[] continuous = new float[spec.Agents * spec.Actions.Dimensions];
        var results = new StepResult[1];
        batch.Reset(0, seed);
        for (int step = 0; step < steps && !results[0].Ended; step++)
        {
            if (spec.Actions.IsDiscrete)
            {
                batch.WriteAvailableActions([0], available);
                RandomActions.Draw(available, ref stream, discrete);
                batch.Step([0], new JointAction(discrete), results);
            }
            else
            {
                RandomActions.Draw(spec.Actions, ref stream, continuous);
                batch.Step([0], new JointAction(continuous), results);
            }

            seen?.Invoke(results[0]);
        }
    }
}
