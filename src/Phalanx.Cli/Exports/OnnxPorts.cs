using System.Globalization;
using Phalanx.Acting;
using Phalanx.Export;

namespace Phalanx.Cli.Exports;

/// <summary>What goes into an ONNX model at every step, and what comes out of it.</summary>
internal static class OnnxPorts
{
    public static IReadOnlyList<ExportPort> Inputs(ExportedPolicy policy) => [.. OnnxModel.Of(policy).Inputs.Select(Port)];

    public static IReadOnlyList<ExportPort> Outputs(ExportedPolicy policy) => [.. OnnxModel.Of(policy).Outputs.Select(Port)];

    private static ExportPort Port(OnnxValue value) => new(value.Name, value.Type, [.. value.Shape.Select(Length)]);

    private static object Length(string length) => int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : length;
}
