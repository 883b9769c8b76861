namespace Phalanx.Acting;

/// <summary>Every column times its factor.</summary>
internal sealed class ScaleStep : PolicyStep
{
    private readonly float[] _factor;

    public ScaleStep(ScaleOperation operation, ExportedPolicy policy, int input, int output)
        : base(input, output) => _factor = policy.TensorOf(operation.Factor).Values.ToArray();

    public override void Run(PolicyWorkspace workspace)
    {
        int stride = workspace.StrideOf(Input);
        for (int row = 0; row < workspace.RowsOf(Input); row++)
        {
            ReadOnlySpan<float> x = workspace[Input].Slice(row * stride, _factor.Length);
            Span<float> y = workspace[Output].Slice(row * stride, _factor.Length);
            for (int i = 0; i < y.Length; i++)
            {
                y[i] = x[i] * _factor[i];
            }
        }
    }
}
