namespace Phalanx.Environments.Tests;

/// <summary>One environment of a batch, played by hand.</summary>
internal static class Stepping
{
    public static StepResult Step(this IEnvironmentBatch batch, params ReadOnlySpan<int> jointAction)
    {
        StepResult[] result = new StepResult[1];
        batch.Step([0], new JointAction(jointAction), result);
        return result[0];
    }

    public static float[] Observations(this IEnvironmentBatch batch)
    {
        float[] observations = new float[batch.Spec.Agents * batch.Spec.ObservationSize];
        batch.WriteObservations([0], observations);
        return observations;
    }

    public static float[] State(this IEnvironmentBatch batch)
    {
        float[] state = new float[batch.Spec.StateSize];
        batch.WriteState([0], state);
        return state;
    }

    public static bool[] Available(this IEnvironmentBatch batch)
    {
        bool[] available = new bool[batch.Spec.Agents * batch.Spec.Actions.Count];
        batch.WriteAvailableActions([0], available);
        return available;
    }

    public static bool[] Alive(this IEnvironmentBatch batch)
    {
        bool[] alive = new bool[batch.Spec.Agents];
        batch.WriteAlive([0], alive);
        return alive;
    }

    /// <summary>Plays an episode from its reset and returns all rewards; only the last joint action may end it.</summary>
    public static double[] Play(this IEnvironmentBatch batch, params int[][] jointActions)
    {
        batch.Reset(0, 1);
        double[] rewards = new double[jointActions.Length];
        for (int step = 0; step < jointActions.Length; step++)
        {
            StepResult result = batch.Step(jointActions[step]);
            Assert.Equal(step == jointActions.Length - 1, result.Terminated);
            Assert.False(result.Truncated);
            rewards[step] = result.Reward;
        }

        return rewards;
    }
}
