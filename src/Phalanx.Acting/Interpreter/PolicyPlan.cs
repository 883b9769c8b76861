namespace Phalanx.Acting;

/// <summary>The steps of a policy in order, and the shapes of the values that they read and make. The value of number 0 is given, the last one is the result.</summary>
internal sealed class PolicyPlan
{
    private readonly Dictionary<string, int> _numbers = new Dictionary<string, int>(StringComparer.Ordinal);
    private readonly List<ValueShape> _shapes = new List<ValueShape>();

    public PolicyPlan(ExportedPolicy policy)
    {
        Policy = policy;
        Number(policy.Description.Entities is null ? PolicyDescription.Observation : PolicyDescription.Entity);
        var steps = new List<PolicyStep>();
        foreach (PolicyOperation operation in policy.Description.Operations)
        {
            int input = _numbers[operation.Input];
            steps.Add(Step(operation, input, Number(operation.Output)));
        }

        Steps = steps.ToArray();
    }

    public ExportedPolicy Policy { get; }

    public PolicyStep[] Steps { get; }

    public IReadOnlyList<ValueShape> Shapes => _shapes;

    private int Number(string value)
    {
        _numbers.Add(value, _shapes.Count);
        _shapes.Add(Policy.ShapeOf(value));
        return _shapes.Count - 1;
    }

    private PolicyStep Step(PolicyOperation operation, int input, int output) => operation switch
    {
        LinearOperation linear => new LinearStep(linear, Policy, input, output),
        LinearEachOperation each => new LinearEachStep(each, Policy, input, output),
        GruOperation gru => new GruStep(gru, Policy, input, output),
        ScaleOperation scale => new ScaleStep(scale, Policy, input, output),
        AttendOperation attend => new AttendStep(attend, input, output),
        PoolOperation pool => new PoolStep(pool, input, output),
        PresentOperation _ => new PresentStep(input, output),
        _ => throw new PolicyFormatException($"There is no operation '{operation.Kind}'."),
    };
}
