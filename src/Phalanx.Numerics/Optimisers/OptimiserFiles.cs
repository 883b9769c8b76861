using System.Numerics;
using Phalanx.Numerics.Safetensors;

namespace Phalanx.Numerics.Optimisers;

/// <summary>The state of optimisers in files, exactly. Several share a file under prefixes such as <c>critic.</c></summary>
public static class OptimiserFiles
{
    private const string Steps = "steps";

    /// <summary>Adds the state: the number of steps as <c>steps</c> and every tensor under its own name, all after the prefix.</summary>
    public static void Save<T>(this Optimiser<T> optimiser, SafetensorsWriter writer, string prefix = "")
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        writer.Add(prefix + Steps, [1], [optimiser.Steps]);
        foreach (OptimiserState<T> state in optimiser.State)
        {
            writer.Add(prefix + state.Name, state.Value);
        }
    }

    /// <summary>Makes the state what was saved, so that the next steps are what they would have been.</summary>
    /// <exception cref="InvalidDataException">
    /// A tensor is missing or has another shape, or the steps are no count. The state is then neither old nor new.
    /// </exception>
    public static void Restore<T>(this Optimiser<T> optimiser, SafetensorsFile file, string prefix = "")
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        optimiser.Steps = file.ReadInt64(prefix + Steps) is [>= 0 and long steps]
            ? steps
            : throw new InvalidDataException($"The tensor '{prefix + Steps}' is not the number of steps of an optimiser.");
        foreach (OptimiserState<T> state in optimiser.State)
        {
            file.CopyTo(prefix + state.Name, state.Value);
        }
    }
}
