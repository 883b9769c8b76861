using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Phalanx.Foundation;

namespace Phalanx.Settings;

/// <summary>
/// A short name for all settings of a run that can change its results: runs with the same digest differ in nothing but what was left out. A file that a
/// setting names counts by its content.
/// </summary>
public static class SettingsDigest
{
    private const int Digits = 12;

    /// <summary>The digest, in hexadecimal digits.</summary>
    /// <param name="run">The settings.</param>
    /// <param name="except">Paths of settings that do not count here, although they can change results.</param>
    /// <param name="also">Texts that count beside the settings, such as the version of an algorithm.</param>
    /// <typeparam name="TRun">The record of all settings.</typeparam>
    /// <exception cref="UserErrorException">A setting has a value that is not allowed, or names a file that cannot be read.</exception>
    [RequiresUnreferencedCode(SettingsTree.NotTrimmed)]
    public static string Of<TRun>(TRun run, IReadOnlyCollection<string> except, params IEnumerable<string> also)
        where TRun : class, IRunSettings<TRun>
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(except);
        SettingChecks.ThrowIfInvalid(run);
        StringBuilder text = new($"{RunNames.Environment}: {run.EnvironmentName}\n{RunNames.Algorithm}: {run.AlgorithmName}\n");
        foreach (Setting setting in SettingsTree.Of(run).Settings.Where(setting => setting.ChangesResults && !except.Contains(setting.Path)))
        {
            text.Append(setting.Path).Append(": ").Append(ValueOf(setting)).Append('\n');
        }

        text.AppendJoin('\n', also);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..Digits];
    }

    /// <summary>The settings of one group by their paths, each value as a file of settings would have it, or the digest of the file that it names.</summary>
    /// <param name="record">The record of the group.</param>
    /// <param name="group">Its name.</param>
    /// <exception cref="UserErrorException">A setting names a file that cannot be read.</exception>
    [RequiresUnreferencedCode(SettingsTree.NotTrimmed)]
    public static IReadOnlyList<KeyValuePair<string, string>> ValuesOf(object record, string group)
    {
        ArgumentNullException.ThrowIfNull(record);
        return [.. SettingsTree.Of(record, group).Settings.Select(setting => KeyValuePair.Create(setting.Path, ValueOf(setting)))];
    }

    /// <summary>The paths of the settings of one group that name files: what <see cref="ValuesOf"/> gives of them is no value that they can be set to.</summary>
    /// <param name="record">The record of the group.</param>
    /// <param name="group">Its name.</param>
    [RequiresUnreferencedCode(SettingsTree.NotTrimmed)]
    public static IReadOnlyList<string> FilesOf(object record, string group)
    {
        ArgumentNullException.ThrowIfNull(record);
        return [.. SettingsTree.Of(record, group).Settings.Where(setting => setting.NamesFile).Select(setting => setting.Path)];
    }

    /// <summary>The paths of the settings that cannot change results, so that they count in no digest.</summary>
    /// <param name="record">A record of settings.</param>
    /// <param name="group">The name of the group that it is; empty where the record holds all groups.</param>
    [RequiresUnreferencedCode(SettingsTree.NotTrimmed)]
    public static IReadOnlyList<string> WithoutEffect(object record, string group = "")
    {
        ArgumentNullException.ThrowIfNull(record);
        return [.. SettingsTree.Of(record, group).Settings.Where(setting => !setting.ChangesResults).Select(setting => setting.Path)];
    }

    private static string ValueOf(Setting setting) => setting.NamesFile && setting.Default is string { Length: > 0 } file
        ? FileDigest(setting.Path, file)
        : setting.Kind.Write(setting.Default);

    private static string FileDigest(string setting, string file)
    {
        try
        {
            return Convert.ToHexStringLower(SHA256.HashData(SharedReading.AllBytes(file)));
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot read '{file}', which {setting} names", failure);
        }
    }
}
