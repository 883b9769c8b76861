using Phalanx.Foundation;

namespace Phalanx.Settings;

/// <summary>The values of a run while its layers are put on top of each other.</summary>
/// <typeparam name="TRun">The record of all settings, or of one group of them.</typeparam>
internal sealed class SettingsStack<TRun>
    where TRun : class
{
    private readonly SettingsTree _tree;
    private readonly Dictionary<string, (object? Value, SettingOrigin Origin)> _values = new(StringComparer.Ordinal);

    public SettingsStack(SettingsTree defaults)
    {
        _tree = defaults;
        if (_tree.Settings.Any(setting => setting.Path is RunNames.Environment or RunNames.Algorithm))
        {
            throw new ArgumentException("The settings of an environment or an algorithm cannot have one that is called 'name': files name the environment or the algorithm there.", nameof(defaults));
        }
    }

    /// <summary>Gives a setting the value that a file or C# has for it.</summary>
    public void Assign(string path, Given given, SettingOrigin origin) => _values[path] = (Find(path, given.Where).Read(given), origin);

    /// <summary>Gives a setting the value that stands as a text on the command line.</summary>
    public void AssignText(string path, string text, SettingOrigin origin)
    {
        Setting setting = Find(path, where: "");
        _values[path] = (setting.Read(setting.Kind.FromText(text)), origin);
    }

    /// <summary>Gives all settings in the group of a file their values.</summary>
    /// <param name="file">The values.</param>
    /// <param name="originOf">Where a value comes from.</param>
    /// <param name="prefix">What their names stand below, as in <c>env.</c>; empty where they are whole paths.</param>
    public void AssignGroup(GivenGroup file, Func<Given, SettingOrigin> originOf, string prefix = "") =>
        AssignGroup(file, prefix, originOf, new HashSet<string>(StringComparer.Ordinal));

    /// <summary>The run with the values that are on top, and their origins.</summary>
    public ResolvedSettings<TRun> Resolve()
    {
        var run = (TRun)_tree.Build(setting => Top(setting).Value);
        return new ResolvedSettings<TRun>(run, [.. _tree.Settings.Select(Describe)]);
    }

    private void AssignGroup(GivenGroup group, string prefix, Func<Given, SettingOrigin> originOf, HashSet<string> assigned)
    {
        foreach ((string name, Given given) in group.Members)
        {
            string path = prefix + name;
            if (given is GivenGroup members && (_tree.IsGroup(path) || _tree.WasGroup(path)))
            {
                AssignGroup(members, $"{path}.", originOf, assigned);
            }
            else if (!_tree.IsGroup(path))
            {
                // The reader refuses a name that stands twice in one group. Here `group: {rate: 1}` meets `group.rate: 2`.
                if (!assigned.Add(path))
                {
                    throw new UserErrorException($"{path} is given twice, again{given.Where}");
                }

                Assign(path, given, originOf(given));
            }
            else if (given is not GivenNull)
            {
                throw new UserErrorException($"{path} is {given.Shown}{given.Where}; it must be a group of settings{NameInstead(path)}");
            }
        }
    }

    private static string NameInstead(string path) =>
        path is RunNames.EnvironmentGroup or RunNames.AlgorithmGroup ? $", in which '{path}.{RunNames.Name}' is its name" : "";

    private Setting Find(string path, string where) => path is RunNames.Environment or RunNames.Algorithm
        ? throw new UserErrorException($"{path}{where} cannot be set; name the algorithm and the environment as arguments or in --config")
        : _tree[path, where];

    private ResolvedSetting Describe(Setting setting)
    {
        (object? value, SettingOrigin origin) = Top(setting);
        return new ResolvedSetting(setting.Path, value, setting.Kind.Write(value), origin, setting.Description, setting.Kind.Allowed) { ChangesResults = setting.ChangesResults };
    }

    private (object? Value, SettingOrigin Origin) Top(Setting setting) =>
        _values.TryGetValue(setting.Path, out (object? Value, SettingOrigin Origin) top) ? top : (setting.Default, SettingOrigin.Default);
}
