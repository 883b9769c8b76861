using System.Runtime.InteropServices;

namespace Phalanx.Environments;

/// <summary>All that an environment writes at one step.</summary>
internal sealed class Snapshot
{
    /// <summary>The methods that write, in the order of the parts: numbers, then masks.</summary>
    public static readonly string[] Methods =
    [
        "WriteObservations", "WriteState", "WriteAgentFeatures", "WriteEntities (rows)", "WriteStatistics",
        "WriteAvailableActions", "WriteEntities (absent)", "WriteEntities (hidden)", "WriteAlive",
    ];

    private Snapshot(EnvironmentSpec spec)
    {
        int entities = spec.Entities?.Count ?? 0;
        Numbers =
        [
            new(Methods[0], new float[spec.Agents * spec.ObservationSize]),
            new(Methods[1], new float[spec.StateSize]),
            new(Methods[2], new float[spec.Agents * spec.AgentFeatureSize]),
            new(Methods[3], new float[entities * (spec.Entities?.Width ?? 0)]),
            new(Methods[4], new float[spec.Statistics.Count]),
        ];
        Masks =
        [
            new(Methods[5], new bool[spec.Agents * spec.Actions.Count]),
            new(Methods[6], new bool[entities]),
            new(Methods[7], new bool[spec.Agents * entities]),
            new(Methods[8], new bool[spec.Agents]),
        ];
    }

    /// <summary>Observations, state, agent features, entity rows, statistics.</summary>
    public Part<float>[] Numbers { get; }

    /// <summary>Available actions, absent entities, hidden entities, agents that are alive.</summary>
    public Part<bool>[] Masks { get; }

    public bool[] Available => Masks[0].Values;

    public bool[] Absent => Masks[1].Values;

    public bool[] Hidden => Masks[2].Values;

    public bool[] Alive => Masks[3].Values;

    /// <summary>Lets some environments write together, into buffers that hold the given values before.</summary>
    public static Snapshot[] Read(IEnvironmentBatch batch, ReadOnlySpan<int> environments, float number, bool mask)
    {
        EnvironmentSpec spec = batch.Spec;
        Snapshot[] snapshots = new Snapshot[environments.Length];
        for (int row = 0; row < snapshots.Length; row++)
        {
            snapshots[row] = new Snapshot(spec);
        }

        int count = environments.Length;
        float[][] numbers = [.. snapshots[0].Numbers.Select(part => Filled(part.Values.Length * count, number))];
        bool[][] masks = [.. snapshots[0].Masks.Select(part => Filled(part.Values.Length * count, mask))];
        batch.WriteObservations(environments, numbers[0]);
        batch.WriteState(environments, numbers[1]);
        batch.WriteAgentFeatures(environments, numbers[2]);
        batch.WriteEntities(environments, numbers[3], masks[1], masks[2]);
        batch.WriteStatistics(environments, numbers[4]);
        batch.WriteAvailableActions(environments, masks[0]);
        batch.WriteAlive(environments, masks[3]);
        for (int row = 0; row < snapshots.Length; row++)
        {
            Split(numbers, row, snapshots[row].Numbers);
            Split(masks, row, snapshots[row].Masks);
        }

        return snapshots;
    }

    /// <summary>A number for each part that changes when a bit of it does.</summary>
    public int[] Digest() =>
        [.. Numbers.Select(part => Hash<float>(part.Values)), .. Masks.Select(part => Hash<bool>(part.Values))];

    private static T[] Filled<T>(int length, T value)
    {
        T[] values = new T[length];
        Array.Fill(values, value);
        return values;
    }

    private static void Split<T>(T[][] data, int row, Part<T>[] parts)
    {
        for (int index = 0; index < parts.Length; index++)
        {
            T[] values = parts[index].Values;
            Array.Copy(data[index], row * values.Length, values, 0, values.Length);
        }
    }

    private static int Hash<T>(T[] values)
        where T : struct
    {
        HashCode hash = default;
        hash.AddBytes(MemoryMarshal.AsBytes(values.AsSpan()));
        return hash.ToHashCode();
    }

    /// <summary>What one method writes.</summary>
    public readonly record struct Part<T>(string Method, T[] Values);
}
