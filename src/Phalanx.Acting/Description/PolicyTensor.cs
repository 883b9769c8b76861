namespace Phalanx.Acting;

/// <summary>A named tensor of a policy, in single precision, the last axis contiguous.</summary>
public sealed class PolicyTensor
{
    private readonly int[] _shape;
    private readonly float[] _values;

    /// <summary>A tensor. The arrays are kept and not copied: leave them as they are.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">Its lengths, outermost first.</param>
    /// <param name="values">Its elements.</param>
    /// <exception cref="ArgumentException">There are not as many elements as the shape says.</exception>
    public PolicyTensor(string name, int[] shape, float[] values)
    {
        long count = 1;
        foreach (int length in shape)
        {
            count = checked(count * length);
        }

        if (count != values.Length)
        {
            throw new ArgumentException($"The tensor '{name}' of {count} elements was given {values.Length}.", nameof(values));
        }

        (Name, _shape, _values) = (name, shape, values);
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its lengths, outermost first.</summary>
    public ReadOnlySpan<int> Shape => _shape;

    /// <summary>Its elements.</summary>
    public ReadOnlySpan<float> Values => _values;
}
