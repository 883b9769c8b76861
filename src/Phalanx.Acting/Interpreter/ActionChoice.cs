namespace Phalanx.Acting;

/// <summary>Makes actions of outputs, greedily.</summary>
internal sealed class ActionChoice
{
    private readonly float[] _low;
    private readonly float[] _high;

    public ActionChoice(PolicyDescription description)
    {
        Actions = description.Actions;
        (_low, _high) = (new float[Actions.Dimensions], new float[Actions.Dimensions]);
        for (int i = 0; i < _low.Length; i++)
        {
            (_low[i], _high[i]) = (Actions.Low[i], Actions.High[i]);
        }
    }

    public PolicyActions Actions { get; }

    /// <summary>The available action of the largest value, the first of equal ones; a value that is no number is never larger.</summary>
    public void Choose(ReadOnlySpan<float> outputs, ReadOnlySpan<bool> available, Span<int> actions)
    {
        int count = Actions.Count;
        for (int agent = 0; agent < actions.Length; agent++)
        {
            ReadOnlySpan<float> values = outputs.Slice(agent * count, count);
            ReadOnlySpan<bool> allowed = available.Slice(agent * count, count);
            int best = -1;
            for (int action = 0; action < count; action++)
            {
                if (allowed[action] && (best < 0 || values[action] > values[best]))
                {
                    best = action;
                }
            }

            actions[agent] = best;
        }
    }

    /// <summary>The hyperbolic tangent of the first outputs of every agent, scaled to the bounds.</summary>
    public void Choose(ReadOnlySpan<float> outputs, Span<float> actions)
    {
        int dimensions = _low.Length;
        int width = outputs.Length / (actions.Length / dimensions);
        for (int i = 0; i < actions.Length; i++)
        {
            (int agent, int dimension) = (i / dimensions, i % dimensions);
            (float low, float high) = (_low[dimension], _high[dimension]);
            float scaled = (float)(low + ((DoubleTanh.Of(outputs[(agent * width) + dimension]) + 1) / 2 * (high - low)));
            actions[i] = Math.Clamp(scaled, low, high);
        }
    }
}
