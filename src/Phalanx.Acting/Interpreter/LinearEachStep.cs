namespace Phalanx.Acting;

/// <summary>A layer for each agent, on the agent's row.</summary>
internal sealed class LinearEachStep : PolicyStep
{
    private readonly PackedMatrix[] _matrices;
    private readonly bool _relu;

    public LinearEachStep(LinearEachOperation operation, ExportedPolicy policy, int input, int output)
        : base(input, output)
    {
        PolicyTensor weight = policy.TensorOf(operation.Weight);
        ReadOnlySpan<float> bias = policy.TensorOf(operation.Bias).Values;
        (int outputs, int inputs) = (weight.Shape[1], weight.Shape[2]);
        _matrices = new PackedMatrix[weight.Shape[0]];
        for (int agent = 0; agent < _matrices.Length; agent++)
        {
            int size = outputs * inputs;
            _matrices[agent] = new PackedMatrix(weight.Values.Slice(agent * size, size), inputs, outputs, bias.Slice(agent * outputs, outputs));
        }

        _relu = operation.Activation == PolicyActivation.Relu;
    }

    public override void Run(PolicyWorkspace workspace)
    {
        Span<float> x = workspace[Input];
        Span<float> y = workspace[Output];
        int from = workspace.StrideOf(Input);
        int to = workspace.StrideOf(Output);
        for (int row = 0; row < workspace.Agents; row++)
        {
            MatrixProduct.Apply(x.Slice(row * from, from), from, 1, _matrices[workspace.FirstAgent + row], y.Slice(row * to, to));
        }

        if (_relu)
        {
            LinearStep.Rectify(y);
        }
    }
}
