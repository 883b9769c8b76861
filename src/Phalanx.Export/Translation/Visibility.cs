using Phalanx.Acting;

namespace Phalanx.Export.Translation;

/// <summary>Who sees whom, out of the masks of entities, which are 1 for what is hidden from an agent and for what is absent. What is asked for twice is computed once.</summary>
internal sealed class Visibility(GraphWriter graph, PolicyDescription policy)
{
    /// <summary>The input [batch, entities].</summary>
    public const string Absent = "absent";

    /// <summary>The input [batch, agents, entities].</summary>
    public const string Hidden = "hidden";

    private string? _present;
    private string? _seen;
    private string? _presentAgents;

    /// <summary>[batch, agents, entities]: 1 where the agent sees the entity, else 0.</summary>
    public string Seen => _seen ??= graph.Add(
        "Mul", graph.Add("Sub", graph.Number(1), Hidden), graph.Add("Unsqueeze", Present, graph.Shape(1)));

    /// <summary>[batch, agents, 1]: 1 for agents that are there, else 0.</summary>
    public string PresentAgents => _presentAgents ??= graph.Add("Unsqueeze", graph.First(Present, policy.Agents, axis: 1), graph.Shape(2));

    private string Present => _present ??= graph.Add("Sub", graph.Number(1), Absent);
}
