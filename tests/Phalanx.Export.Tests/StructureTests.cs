using System.Text.RegularExpressions;
using Phalanx.Acting;
using Phalanx.Export.Messages;

namespace Phalanx.Export.Tests;

/// <summary>What a model is made of, read back without a runtime.</summary>
public partial class StructureTests
{
    /// <summary>Operators that ONNX Runtime, its page in the browser and Unity all have.</summary>
    private static readonly HashSet<string> Operators =
    [
        "Add", "Sub", "Mul", "Div", "MatMul", "Gather", "Greater", "Less", "Where", "Relu", "Sigmoid", "Tanh", "Softmax", "Split", "Slice", "Reshape", "Transpose",
        "Unsqueeze", "Squeeze", "ReduceMax", "ArgMax", "Cast",
    ];

    public static TheoryData<string> Teams => ExportedTeams.Names;

    [Theory]
    [MemberData(nameof(Teams))]
    public void A_model_is_of_operators_that_all_consumers_have_and_every_value_is_made_once_before_it_is_read(string name)
    {
        ModelProto model = Read(name);
        Assert.Equal(8, model.IrVersion);
        OperatorSetIdProto opset = Assert.Single(model.OpsetImport);
        Assert.Equal(("", 15), (opset.Domain, opset.Version));

        GraphProto graph = model.Graph;
        HashSet<string> known = [];
        Assert.All(graph.Input.Select(input => input.Name).Concat(graph.Initializer.Select(tensor => tensor.Name)), name => Assert.True(known.Add(name), name));
        foreach (NodeProto node in graph.Node)
        {
            Assert.Contains(node.OpType, Operators);
            Assert.All(node.Input, input => Assert.True(known.Contains(input), $"{node.Name} reads {input}, which nothing has made"));
            Assert.All(node.Output, output => Assert.True(known.Add(output), $"{output} is made twice"));
            Assert.All(node.Attribute, attribute => Assert.NotEqual(0, attribute.Type));
        }

        Assert.All(known, name => Assert.Matches(Identifier(), name));
        Assert.All(graph.Output, output => Assert.Contains(output.Name, graph.Node.SelectMany(node => node.Output)));
        HashSet<string> read = [.. graph.Node.SelectMany(node => node.Input)];
        Assert.All(graph.Input.Select(input => input.Name).Concat(graph.Initializer.Select(tensor => tensor.Name)), name => Assert.Contains(name, read));
    }

    [Theory]
    [MemberData(nameof(Teams))]
    public void The_same_policy_gives_the_same_bytes_and_carries_its_description(string name)
    {
        ExportedPolicy exported = ExportedTeams.Of(name).Exported;
        byte[] bytes = OnnxModel.Of(exported).ToArray();
        using var stream = new MemoryStream();
        OnnxModel.Write(ExportedTeams.Of(name).Exported, stream);
        Assert.Equal(bytes, stream.ToArray());
        Dictionary<string, string> metadata = ModelProto.Parser.ParseFrom(bytes).MetadataProps.ToDictionary(entry => entry.Key, entry => entry.Value);
        Assert.Equal("1", metadata["phalanx.format_version"]);
        Assert.Equal(exported.Description.ToJson(), metadata["phalanx.description"]);
    }

    [Fact]
    public void A_team_that_sees_observations_leaves_worlds_and_agents_open()
    {
        OnnxModel model = OnnxModel.Of(ExportedTeams.Of("qmix").Exported);
        Assert.Equal(
            [
                "observation float32 [batch, agents, 17]", "agent_id int32 [batch, agents]", "last_action int32 [batch, agents]",
                "memory float32 [batch, agents, 40]", "action_mask float32 [batch, agents, 7]",
            ],
            model.Inputs.Select(Shown));
        Assert.Equal(
            ["action int32 [batch, agents]", "value float32 [batch, agents, 7]", "memory_out float32 [batch, agents, 40]"], model.Outputs.Select(Shown));
        AssertDeclared(model);
    }

    [Fact]
    public void A_team_that_sees_entities_leaves_worlds_open_alone()
    {
        OnnxModel model = OnnxModel.Of(ExportedTeams.Of("refil").Exported);
        Assert.Equal(
            [
                "entity float32 [batch, 8, 6]", "absent float32 [batch, 8]", "hidden float32 [batch, 5, 8]", "last_action int32 [batch, 8]",
                "memory float32 [batch, 5, 40]", "action_mask float32 [batch, 5, 7]",
            ],
            model.Inputs.Select(Shown));
        AssertDeclared(model);
    }

    [Fact]
    public void Numbers_are_asked_for_neither_masks_nor_memory_where_the_team_has_none()
    {
        OnnxModel model = OnnxModel.Of(ExportedTeams.Of("maddpg on numbers").Exported);
        Assert.Equal(["observation float32 [batch, agents, 17]", "agent_id int32 [batch, agents]"], model.Inputs.Select(Shown));
        Assert.Equal(["action float32 [batch, agents, 3]", "value float32 [batch, agents, 3]"], model.Outputs.Select(Shown));
        AssertDeclared(model);
    }

    /// <summary>The last operation may be the memory itself: then two outputs are the same numbers under two names.</summary>
    [Fact]
    public void A_memory_that_is_the_value_has_both_names()
    {
        var description = new PolicyDescription(
            new PolicyOrigin("Phalanx 1.2.3", "a test", "a test", 4_000), 2, 3, null, PolicyActions.Discrete(2), memory: 2,
            [new GruOperation("observation", "value", "wi", "wh", "bi", "bh")], PolicyActionKind.Argmax);
        var policy = new ExportedPolicy(description,
            [Tensor("wi", 6, 3), Tensor("wh", 6, 2), Tensor("bi", 6), Tensor("bh", 6)]);
        var model = ModelProto.Parser.ParseFrom(OnnxModel.Of(policy).ToArray());
        Assert.Equal(("phalanx", "1.2.3", 4_000), (model.ProducerName, model.ProducerVersion, model.ModelVersion));
        Assert.Equal(["action", "value", "memory_out"], model.Graph.Output.Select(output => output.Name));
        string[] made = [.. model.Graph.Node.SelectMany(node => node.Output)];
        Assert.Equal(made.Length, made.Distinct().Count());
        Assert.Superset(new HashSet<string>(["action", "value", "memory_out"]), new HashSet<string>(made));

        static PolicyTensor Tensor(string name, params int[] shape) => new(name, shape, new float[shape.Aggregate(1, (product, length) => product * length)]);
    }

    private static ModelProto Read(string name) =>
        ModelProto.Parser.ParseFrom(OnnxModel.Of(ExportedTeams.Of(name).Exported).ToArray());

    private static string Shown(OnnxValue value) => $"{value.Name} {value.Type} [{string.Join(", ", value.Shape)}]";

    /// <summary>The file declares what the model says of itself.</summary>
    private static void AssertDeclared(OnnxModel model)
    {
        GraphProto graph = ModelProto.Parser.ParseFrom(model.ToArray()).Graph;
        Assert.Equal(model.Inputs.Select(Shown), graph.Input.Select(Declared));
        Assert.Equal(model.Outputs.Select(Shown), graph.Output.Select(Declared));

        static string Declared(ValueInfoProto value)
        {
            TypeProto.Types.Tensor tensor = value.Type.TensorType;
            IEnumerable<string> shape = tensor.Shape.Dim.Select(dimension => dimension.DimParam.Length > 0 ? dimension.DimParam : $"{dimension.DimValue}");
            return $"{value.Name} {tensor.ElemType switch { 1 => "float32", 6 => "int32", _ => "?" }} [{string.Join(", ", shape)}]";
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9_]*$")]
    private static partial Regex Identifier();
}
