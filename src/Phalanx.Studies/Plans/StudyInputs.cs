using Phalanx.Learning.Settings;
using Phalanx.Settings;

namespace Phalanx.Studies.Plans;

/// <summary>The files that the settings of a study's cells name, each looked at once.</summary>
public sealed class StudyInputs
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>The files of a cell, by the names that their content gives them.</summary>
    /// <exception cref="Foundation.UserErrorException">One cannot be read.</exception>
    public IReadOnlyDictionary<string, string> Of(PlannedCell cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return InputFiles.Of(cell.Cell.Settings).DistinctBy(NameOf).ToDictionary(NameOf);
    }

    /// <summary>The settings of a cell as a file of settings has them beside which those files lie.</summary>
    /// <exception cref="Foundation.UserErrorException">A file cannot be read.</exception>
    public RunSettings Beside(PlannedCell cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return InputFiles.Moved(cell.Cell.Settings, path => InputFiles.PathOf(NameOf(path)));
    }

    private string NameOf(string path)
    {
        if (!_names.TryGetValue(path, out string? name))
        {
            // One that is called by its content already was looked at when it was put there.
            _names[path] = name = InputFiles.NameIn(path) ?? InputFiles.NameOf(path);
        }

        return name;
    }
}
