namespace Phalanx.Acting;

/// <summary>What a team, or one agent by itself, computes in, and what it keeps from step to step. All of it is allocated once.</summary>
internal sealed class PolicyWorkspace
{
    private readonly float[][] _values;
    private readonly PolicyPlan _plan;

    /// <param name="plan">What is computed.</param>
    /// <param name="firstAgent">The first agent that it is for.</param>
    /// <param name="agents">How many agents it is for.</param>
    public PolicyWorkspace(PolicyPlan plan, int firstAgent, int agents)
    {
        (_plan, FirstAgent, Agents) = (plan, firstAgent, agents);
        int entities = plan.Policy.Description.Entities?.Count ?? 0;
        _values = new float[plan.Shapes.Count][];
        for (int i = 0; i < _values.Length; i++)
        {
            int rows = plan.Shapes[i].OfEntities ? entities : agents;
            _values[i] = new float[(long)rows * PackedMatrix.Padded(plan.Shapes[i].Width)];
        }

        Memory = new float[agents * plan.Policy.Description.Memory];
        LastActions = new int[agents];
        Outputs = new float[agents * plan.Policy.Outputs];
        Absent = new bool[entities];
        Blocked = new bool[agents * entities];
        Scores = new float[entities];
        int gates = PackedMatrix.Padded(3 * plan.Policy.Description.Memory) * agents;
        (InputGates, MemoryGates) = (new float[gates], new float[gates]);
        Begin();
    }

    /// <summary>The first agent that it is for.</summary>
    public int FirstAgent { get; }

    /// <summary>How many agents it is for.</summary>
    public int Agents { get; }

    /// <summary>[agents x memory], without padding.</summary>
    public float[] Memory { get; }

    /// <summary>[agents], -1 in the first step.</summary>
    public int[] LastActions { get; }

    /// <summary>[agents x outputs], what the last operation made, without padding.</summary>
    public float[] Outputs { get; }

    /// <summary>[entities].</summary>
    public bool[] Absent { get; }

    /// <summary>[agents x entities], whether an agent does not see an entity, because it is hidden from it or absent.</summary>
    public bool[] Blocked { get; }

    /// <summary>Room for a number for every entity.</summary>
    public float[] Scores { get; }

    /// <summary>Room for the gates that come of the input.</summary>
    public float[] InputGates { get; }

    /// <summary>Room for the gates that come of the memory.</summary>
    public float[] MemoryGates { get; }

    /// <summary>How many rows a value has.</summary>
    public int RowsOf(int value) => _plan.Shapes[value].OfEntities ? Absent.Length : Agents;

    /// <summary>How long the rows of a value are, without padding.</summary>
    public int WidthOf(int value) => _plan.Shapes[value].Width;

    /// <summary>The distance from one row of a value to the next.</summary>
    public int StrideOf(int value) => PackedMatrix.Padded(_plan.Shapes[value].Width);

    /// <summary>The rows of a value.</summary>
    public Span<float> this[int value] => _values[value];

    /// <summary>Begins an episode.</summary>
    public void Begin()
    {
        Memory.AsSpan().Clear();
        LastActions.AsSpan().Fill(-1);
    }

    /// <summary>Takes what is seen, row by row: the given value, which has the number 0.</summary>
    public void See(ReadOnlySpan<float> seen)
    {
        (int width, int stride) = (WidthOf(0), StrideOf(0));
        Span<float> rows = _values[0];
        for (int row = 0; row < RowsOf(0); row++)
        {
            seen.Slice(row * width, width).CopyTo(rows.Slice(row * stride));
        }
    }

    /// <summary>Takes which entities are seen.</summary>
    public void See(ReadOnlySpan<bool> absent, ReadOnlySpan<bool> hidden)
    {
        absent.CopyTo(Absent);
        for (int i = 0; i < Blocked.Length; i++)
        {
            Blocked[i] = hidden[i] || Absent[i % Absent.Length];
        }
    }

    /// <summary>Computes the outputs of what was seen.</summary>
    public void Compute()
    {
        foreach (PolicyStep step in _plan.Steps)
        {
            step.Run(this);
        }

        int last = _plan.Shapes.Count - 1;
        (int width, int stride) = (WidthOf(last), StrideOf(last));
        for (int agent = 0; agent < Agents; agent++)
        {
            this[last].Slice(agent * stride, width).CopyTo(Outputs.AsSpan(agent * width));
        }
    }
}
