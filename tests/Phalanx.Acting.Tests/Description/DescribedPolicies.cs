namespace Phalanx.Acting.Tests.Description;

/// <summary>Small policies for tests, put together by hand.</summary>
internal static class DescribedPolicies
{
    public static readonly PolicyOrigin Origin = new("a test", "qmix", "corridor", 100);

    /// <summary>Two agents with three observed numbers each and two actions, by one linear operation.</summary>
    public static ExportedPolicy Linear() => Of(
        [new LinearOperation("observation", "value", "fc.weight", "fc.bias", PolicyActivation.None)],
        [Tensor("fc.weight", 2, 3), Tensor("fc.bias", 2)]);

    /// <summary>A policy of two agents that observe three numbers each and have two actions.</summary>
    public static ExportedPolicy Of(PolicyOperation[] operations, PolicyTensor[] tensors, int memory = 0) =>
        new(new PolicyDescription(Origin, 2, 3, null, PolicyActions.Discrete(2), memory, operations, PolicyActionKind.Argmax), tensors);

    /// <summary>A tensor whose elements are all different.</summary>
    public static PolicyTensor Tensor(string name, params int[] shape)
    {
        float[] values = new float[shape.Aggregate(1, (product, length) => product * length)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = ((i * 37 % 101) - 50) / 100f;
        }

        return new PolicyTensor(name, shape, values);
    }
}
