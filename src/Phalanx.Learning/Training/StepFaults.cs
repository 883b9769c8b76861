using System.Numerics;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Faults;
using Phalanx.Learning.Runs;
using Phalanx.Numerics;
using Phalanx.Numerics.Optimisers;

namespace Phalanx.Learning.Training;

/// <summary>
/// Says what of a training step is not finite, once a sum has shown that something is not. What comes first in the step is named, since what follows is
/// made of it: targets, values, the loss, gradients, weights.
/// </summary>
internal static class StepFaults
{
    /// <summary>A loss that is not finite, or the targets or values that it is made of.</summary>
    public static NumericalFaultException OfLoss(string group, (string Tensor, NonFinite Numbers)? noted, double loss)
    {
        (string tensor, NonFinite numbers) = noted ?? ("loss", NonFinite.Count(loss));
        return new NumericalFaultException(new NumericalFault { Group = group, Tensor = tensor, Numbers = numbers });
    }

    /// <summary>Gradients whose norm is not finite.</summary>
    public static NumericalFaultException OfGradients<T>(string group, Gradients<T> gradients, double norm)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(GroupFaults.OfGradients(group, gradients) ?? OfNorm(group, norm));

    /// <summary>A step of an optimiser that overflowed, though its gradients are finite.</summary>
    public static NumericalFaultException OfStep<T>(ParameterGroup<T> group, Optimiser<T> optimiser)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(GroupFaults.Find(new CheckpointGroup<T>(group.Name, group.Online, null, optimiser)) ?? OfNorm(group.Name, double.NaN));

    /// <summary>Only in double precision, whose squares can overflow.</summary>
    private static NumericalFault OfNorm(string group, double norm) =>
        new() { Group = group, Tensor = "norm of the gradients", Numbers = NonFinite.Count(norm) };
}
