using System.Numerics;
using Phalanx.Learning.Faults;
using Phalanx.Numerics;
using Phalanx.Numerics.Kernels;
using Phalanx.Numerics.Optimisers;

namespace Phalanx.Learning.Runs;

/// <summary>Numbers that are not finite among those that a checkpoint would hold: weights, those of targets, and the state of optimisers.</summary>
internal static class GroupFaults
{
    /// <summary>Refuses groups that are not fit to be saved. Where all is well this costs one pass over each block.</summary>
    /// <exception cref="NumericalFaultException">A number is not finite; the first of them is named.</exception>
    public static void ThrowIfAny<T>(IReadOnlyList<CheckpointGroup<T>> groups)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (CheckpointGroup<T> group in groups)
        {
            if (Find(group) is { } fault)
            {
                throw new NumericalFaultException(fault);
            }
        }
    }

    /// <summary>The first fault of a group: of its weights, else of its target's, else of its optimiser's state; null where all is well.</summary>
    public static NumericalFault? Find<T>(CheckpointGroup<T> group)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => OfWeights(group.Name, group.Online, "weight")
            ?? (group.Target is { } target ? OfWeights(group.Name, target, "target weight") : null)
            ?? OfState(group.Name, group.Optimiser);

    /// <summary>The first parameter of a group whose gradient is not finite.</summary>
    public static NumericalFault? OfGradients<T>(string group, Gradients<T> gradients)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (Parameter<T> parameter in gradients.Set.Parameters)
        {
            if (Of(group, $"gradient of '{parameter.Name}'", gradients[parameter].Span) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private static NumericalFault? OfWeights<T>(string group, ParameterSet<T> set, string kind)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Kernels<T>.Best.AllFinite(set.Values))
        {
            return null;
        }

        return set.Parameters.Select(parameter => Of(group, $"{kind} '{parameter.Name}'", parameter.Value.Span)).First(fault => fault is not null);
    }

    private static NumericalFault? OfState<T>(string group, Optimiser<T> optimiser)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (OptimiserState<T> state in optimiser.State)
        {
            if (Of(group, $"optimiser's '{state.Name}'", state.Value.Span) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private static NumericalFault? Of<T>(string group, string tensor, ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Kernels<T>.Best.AllFinite(values)
            ? null
            : new NumericalFault { Group = group, Tensor = tensor, Numbers = NonFinite.Count(values) };
}
