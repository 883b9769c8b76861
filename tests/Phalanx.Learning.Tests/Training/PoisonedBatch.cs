using Phalanx.Environments;

namespace Phalanx.Learning.Tests.Training;

/// <summary>What a <see cref="PoisonedBatch"/> spoils.</summary>
public enum Poisoned
{
    Reward,
    Observation,
    State,
    Entity,
}

/// <summary>Environments of which one writes a number that is not finite: in an episode of some number on, at some step.</summary>
/// <param name="inner">The environments.</param>
/// <param name="what">What is spoiled.</param>
/// <param name="value">The number.</param>
/// <param name="episode">The first of the episodes, counted by the resets of the batch.</param>
/// <param name="step">How many steps of the episode are complete then.</param>
internal sealed class PoisonedBatch(IEnvironmentBatch inner, Poisoned what, double value, long episode, int step) : IEnvironmentBatch
{
    private readonly (long Episode, ulong Seed, int Steps)[] _places = new (long, ulong, int)[inner.Count];
    private long _resets;

    public EnvironmentSpec Spec => inner.Spec;

    public int Count => inner.Count;

    /// <summary>A registry of the corridor whose batches of so many environments are poisoned, and the others not.</summary>
    public static EnvironmentRegistry Corridors(int environments, Poisoned what, double value, long episode, int step, bool guarded)
    {
        var registry = new EnvironmentRegistry();
        registry.Register<NoSettings>("corridor", "a walk of some length", (_, count) =>
        {
            IEnvironmentBatch sound = EnvironmentBatch.Of(() => new Corridor(), count);
            IEnvironmentBatch batch = count == environments ? new PoisonedBatch(sound, what, value, episode, step) : sound;
            return guarded ? EnvironmentBatch.Guarded(batch) : batch;
        });
        return registry;
    }

    public void Reset(int environment, ulong seed)
    {
        _places[environment] = (_resets++, seed, 0);
        inner.Reset(environment, seed);
    }

    public void Step(ReadOnlySpan<int> environments, JointAction actions, Span<StepResult> results)
    {
        inner.Step(environments, actions, results);
        for (int row = 0; row < environments.Length; row++)
        {
            if (Spoils(Poisoned.Reward, environments[row]))
            {
                results[row] = results[row] with { Reward = value };
            }

            _places[environments[row]].Steps++;
        }
    }

    public void WriteObservations(ReadOnlySpan<int> environments, Span<float> observations)
    {
        inner.WriteObservations(environments, observations);
        Spoil(Poisoned.Observation, environments, observations, Spec.Agents * Spec.ObservationSize);
    }

    public void WriteState(ReadOnlySpan<int> environments, Span<float> states)
    {
        inner.WriteState(environments, states);
        Spoil(Poisoned.State, environments, states, Spec.StateSize);
    }

    public void WriteEntities(ReadOnlySpan<int> environments, Span<float> rows, Span<bool> absent, Span<bool> hidden)
    {
        inner.WriteEntities(environments, rows, absent, hidden);
        Spoil(Poisoned.Entity, environments, rows, Spec.Entities!.Count * Spec.Entities.Width);
    }

    public void WriteAvailableActions(ReadOnlySpan<int> environments, Span<bool> available) => inner.WriteAvailableActions(environments, available);

    public void WriteStatistics(ReadOnlySpan<int> environments, Span<float> statistics) => inner.WriteStatistics(environments, statistics);

    public void Dispose() => inner.Dispose();

    private bool Spoils(Poisoned field, int environment) =>
        field == what && _places[environment].Episode >= episode && _places[environment].Steps == step;

    /// <summary>The last number of each that is spoiled.</summary>
    private void Spoil(Poisoned field, ReadOnlySpan<int> environments, Span<float> values, int width)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            if (Spoils(field, environments[row]))
            {
                values[((row + 1) * width) - 1] = (float)value;
            }
        }
    }
}
