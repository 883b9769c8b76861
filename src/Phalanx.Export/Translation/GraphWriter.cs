using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Google.Protobuf;
using Phalanx.Export.Messages;

namespace Phalanx.Export.Translation;

/// <summary>
/// Collects the nodes and constants of a graph. Every value gets a name of its own: ASCII letters, digits and underscores, as the format asks for. Nodes come in
/// the order in which they are added, which is an order in which they can be computed.
/// </summary>
internal sealed class GraphWriter
{
    private const int Float = 1;
    private const int Int32 = 6;
    private const int Int64 = 7;
    private const int IntAttribute = 2;
    private const int IntsAttribute = 7;
    private const string KeepAxes = "keepdims";

    private readonly HashSet<string> _names = [];
    private readonly Dictionary<string, string> _constants = [];
    private readonly Dictionary<string, int> _counts = [];

    /// <summary>The graph so far.</summary>
    public GraphProto Graph { get; } = new();

    /// <summary>Takes a name for an input or output of the graph, so that nothing else gets it.</summary>
    public void Reserve(string name) => _names.Add(name);

    /// <summary>Adds a node with one output, and returns that output's name.</summary>
    public string Add(string operation, params ReadOnlySpan<string> inputs) => AddNode(operation, inputs).Output[0];

    /// <summary>Adds a node with an attribute that is a number.</summary>
    public string AddWith(string attribute, long number, string operation, params ReadOnlySpan<string> inputs)
    {
        NodeProto node = AddNode(operation, inputs);
        node.Attribute.Add(new AttributeProto { Name = attribute, I = number, Type = IntAttribute });
        return node.Output[0];
    }

    /// <summary>Adds a node with an attribute that is a list of numbers.</summary>
    public string AddWith(string attribute, ReadOnlySpan<long> numbers, string operation, params ReadOnlySpan<string> inputs)
    {
        NodeProto node = AddNode(operation, inputs);
        var list = new AttributeProto { Name = attribute, Type = IntsAttribute };
        foreach (long number in numbers)
        {
            list.Ints.Add(number);
        }

        node.Attribute.Add(list);
        return node.Output[0];
    }

    /// <summary>The largest numbers along an axis, which goes.</summary>
    public string MaxOver(string input, int axis)
    {
        string output = AddWith("axes", [axis], "ReduceMax", input);
        Graph.Node[^1].Attribute.Add(new AttributeProto { Name = KeepAxes, I = 0, Type = IntAttribute });
        return output;
    }

    /// <summary>Where the largest numbers along an axis stand, the first of equal ones; the axis goes.</summary>
    public string FirstOfLargest(string input, int axis)
    {
        string output = AddWith("axis", axis, "ArgMax", input);
        Graph.Node[^1].Attribute.Add(new AttributeProto { Name = KeepAxes, I = 0, Type = IntAttribute });
        return AddWith("to", Int32, "Cast", output);
    }

    /// <summary>Cuts the last axis into three parts of a width each.</summary>
    public (string First, string Second, string Third) SplitInThree(string input, int width)
    {
        NodeProto node = AddNode("Split", [input, Shape(width, width, width)]);
        node.Attribute.Add(new AttributeProto { Name = "axis", I = -1, Type = IntAttribute });
        string name = node.Output[0];
        (string second, string third) = (NewName("split"), NewName("split"));
        node.Output.Add(second);
        node.Output.Add(third);
        return (name, second, third);
    }

    /// <summary>The first rows or columns along an axis.</summary>
    public string First(string input, int count, int axis) => Add("Slice", input, Shape(0), Shape(count), Shape(axis));

    /// <summary>A tensor of weights.</summary>
    /// <param name="name">What it is called in the policy.</param>
    /// <param name="shape">Its lengths.</param>
    /// <param name="values">Its elements.</param>
    public string Weights(string name, ReadOnlySpan<int> shape, ReadOnlySpan<float> values)
    {
        byte[] bytes = new byte[values.Length * sizeof(float)];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        }

        string identifier = name.Replace('.', '_');
        return Constant($"weights_{identifier}", Float, shape, bytes);
    }

    /// <summary>A number in single precision, the same constant for the same number.</summary>
    public string Number(float number)
    {
        string key = $"number {BitConverter.SingleToInt32Bits(number)}";
        if (!_constants.TryGetValue(key, out string? name))
        {
            name = _constants[key] = Weights("number", [], [number]);
        }

        return name;
    }

    /// <summary>A whole number, the same constant for the same number.</summary>
    public string Whole(int number)
    {
        string key = $"whole {number}";
        if (!_constants.TryGetValue(key, out string? name))
        {
            byte[] bytes = new byte[sizeof(int)];
            BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
            name = _constants[key] = Constant("whole", Int32, [], bytes);
        }

        return name;
    }

    /// <summary>Lengths or axes, the same constant for the same ones.</summary>
    public string Shape(params ReadOnlySpan<long> lengths)
    {
        string key = $"shape {string.Join(' ', lengths.ToArray())}";
        if (!_constants.TryGetValue(key, out string? name))
        {
            byte[] bytes = new byte[lengths.Length * sizeof(long)];
            for (int i = 0; i < lengths.Length; i++)
            {
                BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * sizeof(long)), lengths[i]);
            }

            name = _constants[key] = Constant("shape", Int64, [lengths.Length], bytes);
        }

        return name;
    }

    /// <summary>Calls a value that a node makes by the name of an output of the graph.</summary>
    public void Rename(string value, string output)
    {
        foreach (NodeProto node in Graph.Node)
        {
            Replace(node.Input);
            Replace(node.Output);
            node.Name = node.Output[0];
        }

        void Replace(IList<string> names)
        {
            for (int i = 0; i < names.Count; i++)
            {
                names[i] = names[i] == value ? output : names[i];
            }
        }
    }

    /// <summary>Declares an input or output of the graph.</summary>
    public static ValueInfoProto Declare(OnnxValue value)
    {
        var shape = new TensorShapeProto();
        foreach (string length in value.Shape)
        {
            shape.Dim.Add(long.TryParse(length, out long number)
                ? new TensorShapeProto.Types.Dimension { DimValue = number }
                : new TensorShapeProto.Types.Dimension { DimParam = length });
        }

        int element = value.Type == OnnxValue.Float32 ? Float : Int32;
        return new ValueInfoProto { Name = value.Name, Type = new TypeProto { TensorType = new() { ElemType = element, Shape = shape } } };
    }

    private NodeProto AddNode(string operation, ReadOnlySpan<string> inputs)
    {
        string output = NewName(operation.ToLowerInvariant());
        var node = new NodeProto { Name = output, OpType = operation };
        foreach (string input in inputs)
        {
            node.Input.Add(input);
        }

        node.Output.Add(output);
        Graph.Node.Add(node);
        return node;
    }

    private string Constant(string name, int type, ReadOnlySpan<int> shape, byte[] bytes)
    {
        var tensor = new TensorProto { Name = NewName(name), DataType = type, RawData = UnsafeByteOperations.UnsafeWrap(bytes) };
        foreach (int length in shape)
        {
            tensor.Dims.Add(length);
        }

        Graph.Initializer.Add(tensor);
        return tensor.Name;
    }

    /// <summary>The name with the next number behind it.</summary>
    private string NewName(string name)
    {
        string numbered;
        do
        {
            ref int count = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, name, out _);
            numbered = $"{name}_{++count}";
        }
        while (!_names.Add(numbered));
        return numbered;
    }
}
