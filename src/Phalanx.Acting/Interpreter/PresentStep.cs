namespace Phalanx.Acting;

/// <summary>Zeros for agents that are absent.</summary>
internal sealed class PresentStep : PolicyStep
{
    public PresentStep(int input, int output)
        : base(input, output)
    {
    }

    public override void Run(PolicyWorkspace workspace)
    {
        int stride = workspace.StrideOf(Input);
        for (int agent = 0; agent < workspace.Agents; agent++)
        {
            Span<float> y = workspace[Output].Slice(agent * stride, stride);
            if (workspace.Absent[agent])
            {
                y.Clear();
            }
            else
            {
                workspace[Input].Slice(agent * stride, stride).CopyTo(y);
            }
        }
    }
}
