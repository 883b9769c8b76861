using static Phalanx.Acting.Tests.Description.DescribedPolicies;

namespace Phalanx.Acting.Tests.Description;

/// <summary>A description and its weights fit each other, or a sentence says what does not.</summary>
public class ExportedPolicyTests
{
    private static readonly PolicyOperation Fc = new LinearOperation("observation", "value", "fc.weight", null, PolicyActivation.None);

    [Fact]
    public void A_description_knows_the_shape_of_every_value()
    {
        ExportedPolicy policy = Linear();
        Assert.Equal(2, policy.Outputs);
        Assert.Equal((false, 3), (policy.ShapeOf("observation").OfEntities, policy.ShapeOf("observation").Width));
        Assert.False(policy.Description.UsesAgents || policy.Description.UsesLastActions);
    }

    [Fact]
    public void A_tensor_of_another_shape_than_its_operation_needs_is_refused() =>
        AssertRefused("The tensor 'fc.weight' has the shape [2, 4]; the operation that uses it needs [2, 3].", [Fc], [Tensor("fc.weight", 2, 4)]);

    [Fact]
    public void Two_tensors_of_a_name_are_refused() =>
        AssertRefused("There are two tensors named 'fc.weight'.", [Fc], [Tensor("fc.weight", 2, 3), Tensor("fc.weight", 2, 3)]);

    [Fact]
    public void A_second_memory_is_refused() => AssertRefused(
        "There are two operations 'gru'; a policy has at most one memory.",
        [
            new GruOperation("observation", "state", "ih", "hh", "bi", "bh"),
            new GruOperation("state", "value", "ih2", "hh", "bi", "bh"),
        ],
        [Tensor("ih", 6, 3), Tensor("ih2", 6, 2), Tensor("hh", 6, 2), Tensor("bi", 6), Tensor("bh", 6)],
        memory: 2);

    [Fact]
    public void A_memory_of_another_size_than_the_description_says_is_refused() => AssertRefused(
        "The tensor 'ih' has the shape [6, 3]; the operation that uses it needs [9, 3].",
        [new GruOperation("observation", "value", "ih", "hh", "bi", "bh")],
        [Tensor("ih", 6, 3), Tensor("hh", 6, 2), Tensor("bi", 6), Tensor("bh", 6)],
        memory: 3);

    [Fact]
    public void More_look_ups_than_an_operation_has_are_refused() => AssertRefused(
        "The operation that makes 'value' has 5 look-ups; at most 4 are allowed.",
        [
            new LinearOperation(
                "observation", "value", "fc.weight", null, PolicyActivation.None, [.. Enumerable.Repeat(new PolicyLookup(PolicyIndex.Agent, "table"), 5)]),
        ],
        [Tensor("fc.weight", 2, 3), Tensor("table", 2, 2)]);

    [Theory]
    [InlineData(1, 4, "The operation that makes 'seen' attends with 1 heads to 4 columns, which are no three parts of as many equal heads.")]
    [InlineData(2, 9, "The operation that makes 'seen' attends with 2 heads to 9 columns, which are no three parts of as many equal heads.")]
    [InlineData(0, 9, "The operation that makes 'seen' attends with 0 heads to 9 columns, which are no three parts of as many equal heads.")]
    public void Heads_that_do_not_divide_are_refused(int heads, int width, string message) => Assert.Equal(
        message, Refusal(() => OverEntities([new AttendOperation("entity", "seen", heads)], [], width)));

    [Fact]
    public void Rows_of_the_wrong_kind_are_refused()
    {
        Assert.Equal(
            "The operation 'gru' that makes 'state' reads rows of entities; it needs rows of agents.",
            Refusal(() => OverEntities([new GruOperation("entity", "state", "ih", "hh", "bi", "bh")], [])));
        Assert.Equal(
            "The operation 'linear_each' that makes 'seen' reads rows of entities; it needs rows of agents.",
            Refusal(() => OverEntities([new LinearEachOperation("entity", "seen", "w", "b", PolicyActivation.None)], [])));
        Assert.Equal(
            "The operation 'present' that makes 'seen' reads rows of entities; it needs rows of agents.",
            Refusal(() => OverEntities([new PresentOperation("entity", "seen")], [])));
        Assert.Equal(
            "The operation 'linear' that makes 'seen' reads rows of entities; it needs rows of agents.",
            Refusal(() => OverEntities(
                [new LinearOperation("entity", "seen", "w", null, PolicyActivation.None, new PolicyLookup(PolicyIndex.Agent, "t"))], [Tensor("w", 2, 6), Tensor("t", 2, 2)])));
        Assert.Equal(
            "The last operation makes 2 columns for every entity, which are no values of 2 actions of every agent.",
            Refusal(() => OverEntities([new LinearOperation("entity", "value", "w", null, PolicyActivation.None)], [Tensor("w", 2, 6)])));
    }

    [Fact]
    public void Entities_look_their_last_action_up_and_the_others_nothing()
    {
        // Two agents and an entity more; the value of an agent is the mean of the rows, which hold nothing but the looked-up row.
        ExportedPolicy policy = OverEntities(
            [
                new LinearOperation("entity", "seen", "w", null, PolicyActivation.None, new PolicyLookup(PolicyIndex.LastAction, "t")),
                new PoolOperation("seen", "value", PolicyPooling.Mean),
            ],
            [new PolicyTensor("w", [2, 6], new float[12]), new PolicyTensor("t", [2, 2], [3, 30, 6, 60])]);
        PolicyTeam team = new ActingPolicy(policy).CreateTeam();
        int[] actions = new int[2];
        var seen = new SeenEntities(new float[18], new bool[3], new bool[6]);
        team.Act(seen, [true, true, true, true], actions);
        Assert.Equal([0, 0, 0, 0], team.Outputs.ToArray());
        team.Correct(0, 0);
        team.Correct(1, 1);
        team.Act(seen, [true, true, true, true], actions);
        Assert.Equal([3, 30, 3, 30], team.Outputs.ToArray());
    }

    private static ExportedPolicy OverEntities(PolicyOperation[] operations, PolicyTensor[] tensors, int width = 6) => new(
        new PolicyDescription(Origin, 2, 0, new PolicyEntities(3, width), PolicyActions.Discrete(2), 0, operations, PolicyActionKind.Argmax), tensors);

    private static void AssertRefused(string message, PolicyOperation[] operations, PolicyTensor[] tensors, int memory = 0) =>
        Assert.Equal(message, Refusal(() => Of(operations, tensors, memory)));

    private static string Refusal(Func<ExportedPolicy> make) => Assert.Throws<PolicyFormatException>(make).Message;
}
