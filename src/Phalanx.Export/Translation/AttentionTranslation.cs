using Phalanx.Acting;

namespace Phalanx.Export.Translation;

/// <summary>Translates attention: per head <c>softmax(q k / √d) v</c>, d = W / heads, over the entities that an agent sees.</summary>
internal sealed class AttentionTranslation(GraphWriter graph, ExportedPolicy policy, Visibility visibility)
{
    /// <summary>Adds the nodes.</summary>
    /// <param name="attend">The operation.</param>
    /// <param name="input">Queries, keys and values, [batch, entities, 3W].</param>
    /// <returns>[batch, agents, W].</returns>
    public string Translate(AttendOperation attend, string input)
    {
        int width = policy.ShapeOf(attend.Input).Width / 3;
        int each = width / attend.Heads;
        (string queries, string keys, string values) = graph.SplitInThree(input, width);
        string q = Heads(graph.First(queries, policy.Description.Agents, axis: 1), [0, 2, 1, 3]); // [batch, heads, agents, d]
        string k = Heads(keys, [0, 2, 3, 1]);                                                     // [batch, heads, d, entities]
        string v = Heads(values, [0, 2, 1, 3]);                                                   // [batch, heads, entities, d]
        string scores = graph.Add("Mul", graph.Add("MatMul", q, k), graph.Number(1 / MathF.Sqrt(each)));

        // What is not seen gets the smallest score, so that it weighs nothing; an agent that sees nothing would spread its weights evenly, and gets none.
        string seen = graph.Add("Unsqueeze", visibility.Seen, graph.Shape(1)); // [batch, 1, agents, entities]
        string masked = graph.Add("Where", graph.Add("Greater", seen, graph.Number(0)), scores, graph.Number(float.MinValue));
        string weights = graph.Add("Mul", graph.AddWith("axis", -1, "Softmax", masked), seen);
        string attended = graph.AddWith("perm", [0, 2, 1, 3], "Transpose", graph.Add("MatMul", weights, v));
        return graph.Add("Reshape", attended, graph.Shape(0, policy.Description.Agents, width));

        string Heads(string rows, ReadOnlySpan<long> order) =>
            graph.AddWith("perm", order, "Transpose", graph.Add("Reshape", rows, graph.Shape(0, -1, attend.Heads, each)));
    }
}
