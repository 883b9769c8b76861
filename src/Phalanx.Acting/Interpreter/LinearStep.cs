namespace Phalanx.Acting;

/// <summary>Sum, bias, look-ups in order, activation.</summary>
internal sealed class LinearStep : PolicyStep
{
    private readonly PackedMatrix _matrix;
    private readonly bool _relu;
    private readonly PolicyIndex[] _indices;
    private readonly float[][] _tables;

    public LinearStep(LinearOperation operation, ExportedPolicy policy, int input, int output)
        : base(input, output)
    {
        PolicyTensor weight = policy.TensorOf(operation.Weight);
        ReadOnlySpan<float> bias = operation.Bias is { } name ? policy.TensorOf(name).Values : default;
        _matrix = new PackedMatrix(weight.Values, weight.Shape[1], weight.Shape[0], bias);
        _relu = operation.Activation == PolicyActivation.Relu;
        _indices = new PolicyIndex[operation.Lookups.Count];
        _tables = new float[_indices.Length][];
        for (int i = 0; i < _indices.Length; i++)
        {
            PolicyTensor table = policy.TensorOf(operation.Lookups[i].Table);
            _indices[i] = operation.Lookups[i].Index;
            _tables[i] = PackedMatrix.PadRows(table.Values, table.Shape[0], table.Shape[1]);
        }
    }

    public override void Run(PolicyWorkspace workspace)
    {
        int rows = workspace.RowsOf(Input);
        Span<float> y = workspace[Output];
        MatrixProduct.Apply(workspace[Input], workspace.StrideOf(Input), rows, _matrix, y);
        for (int lookup = 0; lookup < _indices.Length; lookup++)
        {
            for (int row = 0; row < rows; row++)
            {
                int index = _indices[lookup] == PolicyIndex.Agent ? workspace.FirstAgent + row : row < workspace.Agents ? workspace.LastActions[row] : -1;
                if (index >= 0)
                {
                    MatrixProduct.Add(_tables[lookup].AsSpan(index * _matrix.Stride, _matrix.Stride), y.Slice(row * _matrix.Stride, _matrix.Stride));
                }
            }
        }

        if (_relu)
        {
            Rectify(y);
        }
    }

    /// <summary>Zeros in place of negative numbers; what is no number stays.</summary>
    internal static void Rectify(Span<float> y)
    {
        for (int i = 0; i < y.Length; i++)
        {
            if (y[i] < 0)
            {
                y[i] = 0;
            }
        }
    }
}
