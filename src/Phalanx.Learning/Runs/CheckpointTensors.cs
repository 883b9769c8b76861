using System.Numerics;
using Phalanx.Numerics;
using Phalanx.Numerics.Optimisers;
using Phalanx.Numerics.Safetensors;

namespace Phalanx.Learning.Runs;

/// <summary>
/// What groups are called in a checkpoint's files: <c>online.&lt;parameter&gt;</c> and <c>target.&lt;parameter&gt;</c> in the weights,
/// <c>&lt;group&gt;.&lt;state&gt;.&lt;parameter&gt;</c> and <c>&lt;group&gt;.steps</c> in the optimiser's.
/// </summary>
internal static class CheckpointTensors
{
    public static string Online(string parameter) => "online." + parameter;

    public static SafetensorsWriter Weights<T>(IReadOnlyList<CheckpointGroup<T>> groups)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var writer = new SafetensorsWriter();
        foreach ((string name, Tensor<T> value) in WeightsOf(groups))
        {
            writer.Add(name, value);
        }

        return writer;
    }

    public static SafetensorsWriter Optimisers<T>(IReadOnlyList<CheckpointGroup<T>> groups)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var writer = new SafetensorsWriter();
        foreach (CheckpointGroup<T> group in groups)
        {
            group.Optimiser.Save(writer, Prefix(group));
        }

        return writer;
    }

    /// <summary>Refuses weights that are not exactly those of the groups.</summary>
    public static void RequireWeights<T>(SafetensorsFile file, IReadOnlyList<CheckpointGroup<T>> groups)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var expected = new HashSet<string>();
        foreach ((string name, Tensor<T> value) in WeightsOf(groups))
        {
            Require<T>(file[name], value.Shape);
            expected.Add(name);
        }

        RequireNoOthers(file, expected);
    }

    /// <summary>Refuses the state of other optimisers than those of the groups.</summary>
    public static void RequireOptimisers<T>(SafetensorsFile file, IReadOnlyList<CheckpointGroup<T>> groups)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var expected = new HashSet<string>();
        foreach (CheckpointGroup<T> group in groups)
        {
            string steps = Prefix(group) + "steps";
            if (file[steps] is not { Type: TensorType.I64, Count: 1 } || file.ReadInt64(steps)[0] < 0)
            {
                throw new InvalidDataException($"Tensor {file[steps]} is not a number of steps.");
            }

            expected.Add(steps);
            foreach (OptimiserState<T> state in group.Optimiser.State)
            {
                Require<T>(file[Prefix(group) + state.Name], state.Value.Shape);
                expected.Add(Prefix(group) + state.Name);
            }
        }

        RequireNoOthers(file, expected);
    }

    /// <summary>Copies weights and states that were found to fit.</summary>
    public static void Restore<T>(SafetensorsFile weights, SafetensorsFile optimisers, IReadOnlyList<CheckpointGroup<T>> groups)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach ((string name, Tensor<T> value) in WeightsOf(groups))
        {
            weights.CopyTo(name, value);
        }

        foreach (CheckpointGroup<T> group in groups)
        {
            group.Online.Touch();
            group.Target?.Touch();
            group.Optimiser.Restore(optimisers, Prefix(group));
        }
    }

    private static string Prefix<T>(CheckpointGroup<T> group)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => group.Name + ".";

    private static IEnumerable<(string Name, Tensor<T> Value)> WeightsOf<T>(IReadOnlyList<CheckpointGroup<T>> groups)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (Parameter<T> parameter in groups.SelectMany(group => group.Online.Parameters))
        {
            yield return (Online(parameter.Name), parameter.Value);
        }

        foreach (Parameter<T> parameter in groups.SelectMany(group => group.Target?.Parameters ?? []))
        {
            yield return ("target." + parameter.Name, parameter.Value);
        }
    }

    private static void Require<T>(TensorEntry entry, Shape shape)
        where T : unmanaged
    {
        Span<int> lengths = stackalloc int[Shape.MaxRank];
        shape.CopyTo(lengths);
        if (!entry.Shape.SequenceEqual(lengths[..shape.Rank]))
        {
            throw new InvalidDataException($"Tensor {entry} does not have the shape {shape} that is needed.");
        }

        // Another precision would be rounded, and the run would continue with other bits.
        TensorType type = typeof(T) == typeof(float) ? TensorType.F32 : TensorType.F64;
        if (entry.Type != type)
        {
            throw new InvalidDataException($"Tensor {entry} is not of the type {type} that is needed.");
        }
    }

    private static void RequireNoOthers(SafetensorsFile file, HashSet<string> expected)
    {
        foreach (string name in file.Names)
        {
            if (!expected.Contains(name))
            {
                throw new InvalidDataException($"Tensor {file[name]} belongs to nothing in the run.");
            }
        }
    }
}
