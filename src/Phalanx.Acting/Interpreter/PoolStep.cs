namespace Phalanx.Acting;

/// <summary>The largest number or the mean of every column over all entities; those that an agent does not see count as zeros.</summary>
internal sealed class PoolStep : PolicyStep
{
    private readonly bool _largest;

    public PoolStep(PoolOperation operation, int input, int output)
        : base(input, output) => _largest = operation.Pooling == PolicyPooling.Max;

    public override void Run(PolicyWorkspace workspace)
    {
        int width = workspace.WidthOf(Input);
        int stride = workspace.StrideOf(Input);
        int entities = workspace.Absent.Length;
        for (int agent = 0; agent < workspace.Agents; agent++)
        {
            ReadOnlySpan<bool> blocked = workspace.Blocked.AsSpan(agent * entities, entities);
            Span<float> y = workspace[Output].Slice(agent * stride, width);
            if (_largest)
            {
                Largest(workspace[Input], stride, blocked, y);
            }
            else
            {
                Mean(workspace[Input], stride, blocked, y);
            }
        }
    }

    private static void Largest(ReadOnlySpan<float> x, int stride, ReadOnlySpan<bool> blocked, Span<float> y)
    {
        y.Fill(blocked.IndexOf(true) >= 0 ? 0 : float.NegativeInfinity);
        for (int entity = 0; entity < blocked.Length; entity++)
        {
            if (blocked[entity])
            {
                continue;
            }

            ReadOnlySpan<float> row = x.Slice(entity * stride, y.Length);
            for (int i = 0; i < y.Length; i++)
            {
                y[i] = row[i] > y[i] || float.IsNaN(row[i]) ? row[i] : y[i];
            }
        }
    }

    private static void Mean(ReadOnlySpan<float> x, int stride, ReadOnlySpan<bool> blocked, Span<float> y)
    {
        y.Clear();
        for (int entity = 0; entity < blocked.Length; entity++)
        {
            if (blocked[entity])
            {
                continue;
            }

            ReadOnlySpan<float> row = x.Slice(entity * stride, y.Length);
            for (int i = 0; i < y.Length; i++)
            {
                y[i] += row[i];
            }
        }

        for (int i = 0; i < y.Length; i++)
        {
            y[i] /= blocked.Length;
        }
    }
}
