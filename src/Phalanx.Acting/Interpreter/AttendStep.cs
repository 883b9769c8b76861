namespace Phalanx.Acting;

/// <summary>Attention of agents to the entities that they see, head by head. All sums run in the order of the entities or of the columns.</summary>
internal sealed class AttendStep : PolicyStep
{
    private readonly int _heads;

    public AttendStep(AttendOperation operation, int input, int output)
        : base(input, output) => _heads = operation.Heads;

    public override void Run(PolicyWorkspace workspace)
    {
        int width = workspace.WidthOf(Output);
        int part = width / _heads;
        (int from, int to) = (workspace.StrideOf(Input), workspace.StrideOf(Output));
        int entities = workspace.Absent.Length;
        ReadOnlySpan<float> projected = workspace[Input];
        float scale = 1f / MathF.Sqrt(part);
        for (int agent = 0; agent < workspace.Agents; agent++)
        {
            ReadOnlySpan<bool> blocked = workspace.Blocked.AsSpan(agent * entities, entities);
            for (int head = 0; head < _heads; head++)
            {
                Span<float> weights = workspace.Scores;
                Weigh(projected.Slice((agent * from) + (head * part), part), projected.Slice(width + (head * part)), from, blocked, scale, weights);
                Sum(projected.Slice((2 * width) + (head * part)), from, blocked, weights, workspace[Output].Slice((agent * to) + (head * part), part));
            }
        }
    }

    /// <summary>The weights of the entities that are seen; those of the others are not written.</summary>
    private static void Weigh(ReadOnlySpan<float> query, ReadOnlySpan<float> keys, int stride, ReadOnlySpan<bool> blocked, float scale, Span<float> weights)
    {
        float most = float.NegativeInfinity;
        for (int entity = 0; entity < blocked.Length; entity++)
        {
            if (blocked[entity])
            {
                continue;
            }

            ReadOnlySpan<float> key = keys.Slice(entity * stride, query.Length);
            float product = 0;
            for (int i = 0; i < query.Length; i++)
            {
                product += query[i] * key[i];
            }

            weights[entity] = product * scale;
            most = weights[entity] > most ? weights[entity] : most;
        }

        float sum = 0;
        for (int entity = 0; entity < blocked.Length; entity++)
        {
            if (!blocked[entity])
            {
                weights[entity] = SingleFunctions.Exp(weights[entity] - most);
                sum += weights[entity];
            }
        }

        for (int entity = 0; entity < blocked.Length; entity++)
        {
            weights[entity] /= sum; // an agent that sees nothing has a sum of 0, and no weight of it is read
        }
    }

    private static void Sum(ReadOnlySpan<float> values, int stride, ReadOnlySpan<bool> blocked, ReadOnlySpan<float> weights, Span<float> y)
    {
        y.Clear();
        for (int entity = 0; entity < blocked.Length; entity++)
        {
            if (blocked[entity])
            {
                continue;
            }

            ReadOnlySpan<float> value = values.Slice(entity * stride, y.Length);
            for (int i = 0; i < y.Length; i++)
            {
                y[i] += weights[entity] * value[i];
            }
        }
    }
}
