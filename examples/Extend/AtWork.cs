using Phalanx.Environments;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;

namespace Phalanx.Examples.Extend;

/// <summary>The trained team at work in a world that this program steps, as a game does: out of its checkpoint, without anything that learns.</summary>
internal static class AtWork
{
    /// <summary>Plays an episode.</summary>
    /// <returns>After how many steps it was over.</returns>
    public static int Play(string folder, ulong seed, EnvironmentRegistry environments, AlgorithmRegistry algorithms)
    {
        var world = new Rendezvous();
        EnvironmentSpec spec = world.Spec;
        using var run = RunDirectory.OpenToRead(folder);
        RunSettings settings = Trainer.ReadSettings(run, environments, algorithms);
        var team = new ActingTeam(SavedPolicy.Load(run.Checkpoints.Latest(), spec, settings, algorithms));

        float[] observations = new float[spec.Agents * spec.ObservationSize];
        bool[] available = new bool[spec.Agents * spec.Actions.Count];
        int[] actions = new int[spec.Agents];
        Array.Fill(available, true); // everywhere one may go back, stay or go on
        world.Reset(seed);
        team.Begin();
        for (int steps = 1; ; steps++)
        {
            world.WriteObservations(observations);
            team.Act(observations, available, actions);
            StepResult step = world.Step(new JointAction(actions));
            if (step.Terminated || step.Truncated)
            {
                return steps;
            }
        }
    }
}
