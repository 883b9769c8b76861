using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Phalanx.Environments;

namespace Phalanx.Native.Tests;

/// <summary>Plays an environment in process as <c>C/team.h</c> does through the library, and hashes everything that happens in the same way.</summary>
internal sealed class EpisodeHash
{
    private const ulong Seed = 1;

    private readonly IEnvironmentBatch _environments;
    private readonly EnvironmentSpec _spec;
    private readonly int[] _which;
    private readonly float[] _observations;
    private readonly float[] _state;
    private readonly bool[] _available;
    private readonly float[] _statistics;
    private readonly float[] _features;
    private readonly float[] _entities;
    private readonly bool[] _absent;
    private readonly bool[] _hidden;
    private readonly bool[] _alive;
    private ulong _random = Seed;
    private ulong _seed = Seed;
    private ulong _hash;

    private EpisodeHash(IEnvironmentBatch environments)
    {
        (_environments, _spec) = (environments, environments.Spec);
        _which = [.. Enumerable.Range(0, environments.Count)];
        (int rows, int agents) = (_which.Length, _which.Length * _spec.Agents);
        (int entities, int width) = (_spec.Entities?.Count ?? 0, _spec.Entities?.Width ?? 0);
        _observations = new float[agents * _spec.ObservationSize];
        _state = new float[rows * _spec.StateSize];
        _available = new bool[agents * _spec.Actions.Count];
        _statistics = new float[rows * _spec.Statistics.Count];
        _features = new float[agents * _spec.AgentFeatureSize];
        _entities = new float[rows * entities * width];
        _absent = new bool[rows * entities];
        _hidden = new bool[agents * entities];
        _alive = new bool[agents];
    }

    /// <summary>The hash of a number of steps in each environment of a batch.</summary>
    public static ulong Of(IEnvironmentBatch environments, int steps) => new EpisodeHash(environments).Play(steps);

    private ulong Play(int steps)
    {
        Array.ForEach(_which, environment => _environments.Reset(environment, Next(ref _seed)));
        HashViews();
        StepResult[] results = new StepResult[_which.Length];
        int[] actions = new int[_which.Length * _spec.Agents];
        float[] numbers = new float[actions.Length * _spec.Actions.Dimensions];
        for (int step = 0; step < steps; step++)
        {
            Act(actions, numbers);
            _environments.Step(_which, _spec.Actions.IsDiscrete ? new JointAction(actions) : new JointAction(numbers), results);
            Hash(MemoryMarshal.AsBytes<double>(results.Select(result => result.Reward).ToArray()));
            Hash(results.Select(result => (byte)(result.Terminated ? 1 : result.Truncated ? 2 : 0)).ToArray());
            HashViews();
            int[] ended = [.. _which.Where(environment => results[environment].Ended)];
            Array.ForEach(ended, environment => _environments.Reset(environment, Next(ref _seed)));
            if (ended.Length > 0)
            {
                HashViews();
            }
        }

        return _hash;
    }

    private void HashViews()
    {
        _environments.WriteObservations(_which, _observations);
        _environments.WriteState(_which, _state);
        _environments.WriteAvailableActions(_which, _available);
        _environments.WriteStatistics(_which, _statistics);
        _environments.WriteAgentFeatures(_which, _features);
        _environments.WriteEntities(_which, _entities, _absent, _hidden);
        _environments.WriteAlive(_which, _alive);
        Hash(MemoryMarshal.AsBytes<float>(_observations));
        Hash(MemoryMarshal.AsBytes<float>(_state));
        Hash(MemoryMarshal.AsBytes<bool>(_available));
        Hash(MemoryMarshal.AsBytes<float>(_statistics));
        Hash(MemoryMarshal.AsBytes<float>(_features));
        Hash(MemoryMarshal.AsBytes<float>(_entities));
        Hash(MemoryMarshal.AsBytes<bool>(_absent));
        Hash(MemoryMarshal.AsBytes<bool>(_hidden));
        Hash(MemoryMarshal.AsBytes<bool>(_alive));
    }

    private void Act(int[] actions, float[] numbers)
    {
        for (int agent = 0; agent < actions.Length && _spec.Actions.IsDiscrete; agent++)
        {
            ReadOnlySpan<bool> mask = _available.AsSpan(agent * _spec.Actions.Count, _spec.Actions.Count);
            int left = (int)(Next(ref _random) % (ulong)mask.Count(true));
            int action = 0;
            while (!mask[action] || left-- > 0)
            {
                action++;
            }

            actions[agent] = action;
        }

        for (int place = 0; place < numbers.Length; place++)
        {
            float share = (Next(ref _random) >> 40) * (1f / (1 << 24));
            numbers[place] = _spec.Actions.Low[0] + ((_spec.Actions.High[0] - _spec.Actions.Low[0]) * share);
        }
    }

    private void Hash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> last = new byte[8];
        for (int place = 0; place < bytes.Length; place += 8)
        {
            ReadOnlySpan<byte> word = bytes[place..];
            if (word.Length < 8)
            {
                last.Clear();
                word.CopyTo(last);
                word = last;
            }

            _hash = (_hash ^ BinaryPrimitives.ReadUInt64LittleEndian(word)) * 0x100000001B3;
            _hash ^= _hash >> 29;
        }
    }

    private static ulong Next(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
