using System.Text.RegularExpressions;
using Phalanx.Settings;

namespace Phalanx.Learning.Runs;

/// <summary>The names that files of a run have. Nothing else is ever sent, received or written.</summary>
public static partial class RunFileName
{
    private const string Segments = "replay/";
    private const string Inputs = $"{InputFiles.Folder}/";

    /// <summary>Whether it is the name of a file that a snapshot may have.</summary>
    public static bool IsOne(string name) => name is not null && (Pattern().IsMatch(name) || IsInput(name));

    /// <summary>Whether it is the name of a file that the run's settings name.</summary>
    public static bool IsInput(string name) => name is not null && name.StartsWith(Inputs, StringComparison.Ordinal) && InputFiles.IsName(name[Inputs.Length..]);

    /// <summary>The files that the settings of a run name, where they lie beside the settings.</summary>
    /// <param name="run">The run directory.</param>
    public static IEnumerable<string> InputsIn(string run) => Directory.Exists(Path.Combine(run, InputFiles.Folder))
        ? Directory.GetFiles(Path.Combine(run, InputFiles.Folder)).Select(path => $"{Inputs}{Path.GetFileName(path)}").Where(IsInput).Order(StringComparer.Ordinal)
        : [];

    /// <summary>Whether a file of that name only grows.</summary>
    public static bool Grows(string name) => name is not null && name.StartsWith(Segments, StringComparison.Ordinal);

    /// <summary>
    /// The files of a run that tell of its machines and of its curves. They change while it is trained, no result depends on them, and a run goes on without them too.
    /// </summary>
    /// <param name="run">The run directory.</param>
    public static IEnumerable<string> ChangingIn(string run) =>
        Directory.GetFiles(run, $"{EventFiles.Prefix}*").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).Prepend("machine.json");

    [GeneratedRegex(
        @"\A(?:settings\.yaml|metrics\.csv|summary\.json|machine\.json|environment\.json|events\.out\.tfevents\.[A-Za-z0-9._-]{1,100}"
        + @"|checkpoints/[0-9]{1,18}/(?:weights\.safetensors|optimiser\.safetensors|state\.json)|replay/episodes-[0-9]{12,18}\.bin|records/[0-9]{1,18}\.phxr)\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
