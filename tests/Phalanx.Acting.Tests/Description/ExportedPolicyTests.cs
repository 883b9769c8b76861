using static Phalanx.Acting.Tests.Description.DescribedPolicies;

namespace Phalanx.Acting.Tests.Description;

public class ExportedPolicyTests
{
    [Fact]
    public void A_description_knows_the_shape_of_every_value()
    {
        ExportedPolicy policy = Linear();
        Assert.Equal(2, policy.Outputs);
        Assert.Equal((false, 3), (policy.ShapeOf("observation").OfEntities, policy.ShapeOf("observation").Width));
        Assert.False(policy.Description.UsesAgents || policy.Description.UsesLastActions);
    }

    [Fact]
    public void A_tensor_of_another_shape_than_its_operation_needs_is_refused() => Assert.Equal(
        "The tensor 'fc.weight' has the shape [2, 4]; the operation that uses it needs [2, 3].",
        Assert.Throws<PolicyFormatException>(() => Of(
            [new LinearOperation("observation", "value", "fc.weight", null, PolicyActivation.None)], [Tensor("fc.weight", 2, 4)])).Message);
}
