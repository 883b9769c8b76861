using Phalanx.Acting;
using Phalanx.Export;
using Phalanx.Foundation;
using Phalanx.Learning.Training;

namespace Phalanx.Cli.Exports;

/// <summary>A format that policies are exported in. A further one is one more line in <see cref="All"/>.</summary>
/// <param name="Name">What <c>--format</c> calls it.</param>
/// <param name="FileName">What the file is called in a run directory.</param>
/// <param name="Version">The version of the format.</param>
/// <param name="Encode">The bytes of a file.</param>
/// <param name="Inputs">What acting by the file takes.</param>
/// <param name="Outputs">What acting by the file gives.</param>
internal sealed record ExportFormat(
    string Name,
    string FileName,
    int Version,
    Func<ExportedPolicy, byte[]> Encode,
    Func<ExportedPolicy, IReadOnlyList<ExportPort>> Inputs,
    Func<ExportedPolicy, IReadOnlyList<ExportPort>> Outputs)
{
    /// <summary>All formats, the first one by default.</summary>
    public static IReadOnlyList<ExportFormat> All { get; } =
    [
        new("policy", PolicyFiles.FileName, PolicyFile.Version, policy => policy.ToArray(), PolicyPorts.Inputs, PolicyPorts.Outputs),
        new("onnx", "policy.onnx", OnnxModel.FormatVersion, policy => OnnxModel.Of(policy).ToArray(), OnnxPorts.Inputs, OnnxPorts.Outputs),
    ];

    /// <summary>The format of a name.</summary>
    /// <exception cref="UserErrorException">There is none.</exception>
    public static ExportFormat Of(string? name)
    {
        string[] names = [.. All.Select(format => format.Name)];
        return name is null
            ? All[0]
            : All.FirstOrDefault(format => format.Name == name) ?? throw new UserErrorException(
                $"option '--format' is '{name}'; it must be {(names is [string only] ? only : $"one of {string.Join(", ", names)}")}{NearestName.Advice(name, names)}");
    }
}

/// <summary>Something that goes into an exported policy or comes out of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">Its lengths: numbers, or names of those that are chosen at each call.</param>
internal sealed record ExportPort(string Name, string Type, params IReadOnlyList<object> Shape);
