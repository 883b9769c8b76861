using Google.Protobuf;
using Phalanx.Acting;
using Phalanx.Export.Messages;
using Phalanx.Export.Translation;

namespace Phalanx.Export;

/// <summary>
/// A policy as an ONNX model of plain operators (opset 15, IR version 8): one step of the whole team, memory in and out, masks inside. The same policy gives
/// the same bytes.
/// </summary>
public sealed class OnnxModel
{
    /// <summary>The set of operators.</summary>
    public const int Opset = 15;

    /// <summary>The version of the file format.</summary>
    public const int IrVersion = 8;

    /// <summary>The version of what this class makes of a policy: names, inputs and outputs. It rises when a program that feeds models must change.</summary>
    public const int FormatVersion = 1;

    private readonly ModelProto _model;

    private OnnxModel(ModelProto model, IReadOnlyList<OnnxValue> inputs, IReadOnlyList<OnnxValue> outputs) =>
        (_model, Inputs, Outputs) = (model, inputs, outputs);

    /// <summary>What the model is given at every step.</summary>
    public IReadOnlyList<OnnxValue> Inputs { get; }

    /// <summary>What it gives.</summary>
    public IReadOnlyList<OnnxValue> Outputs { get; }

    /// <summary>The model of a policy.</summary>
    /// <param name="policy">The policy.</param>
    public static OnnxModel Of(ExportedPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        PolicyDescription description = policy.Description;
        var translation = new PolicyTranslation(policy);
        string producer = description.Origin.Producer;
        var model = new ModelProto
        {
            IrVersion = IrVersion,
            ProducerName = "phalanx",
            ProducerVersion = producer[(producer.LastIndexOf(' ') + 1)..],
            ModelVersion = description.Origin.TEnv,
            Graph = translation.Graph,
        };
        model.OpsetImport.Add(new OperatorSetIdProto { Version = Opset });
        model.MetadataProps.Add(new StringStringEntryProto { Key = "phalanx.format_version", Value = $"{FormatVersion}" });
        model.MetadataProps.Add(new StringStringEntryProto { Key = "phalanx.description", Value = description.ToJson() });
        return new OnnxModel(model, translation.Inputs, translation.Outputs);
    }

    /// <summary>Writes a policy as a model.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="stream">Where to; it stays open.</param>
    public static void Write(ExportedPolicy policy, Stream stream) => Of(policy).Write(stream);

    /// <summary>Writes the model.</summary>
    /// <param name="stream">Where to; it stays open.</param>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _model.WriteTo(stream);
    }

    /// <summary>The bytes of the model.</summary>
    public byte[] ToArray() => _model.ToByteArray();
}
