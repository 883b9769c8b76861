using System.Globalization;
using Phalanx.Foundation;
using Phalanx.Settings;

namespace Phalanx.Learning.Runs;

/// <summary>
/// A copy of a run from which it can go on elsewhere, taken while another process may still be writing it: the settings, the newest checkpoint, and the
/// metrics, events and replayed episodes up to it and perhaps beyond, which a run that is resumed cuts.
/// </summary>
public static class RunSnapshot
{
    // A checkpoint that was deleted meanwhile, with the episodes that it needs, makes way for a newer one. A writer does not do so again and again.
    private const int Attempts = 5;

    /// <summary>Copies a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="target">A folder that does not exist.</param>
    /// <returns>The <c>t_env</c> of the checkpoint, or null where the run has none; nothing is copied then.</returns>
    /// <exception cref="UserErrorException">A file cannot be read or written.</exception>
    public static long? Copy(string run, string target)
    {
        ArgumentException.ThrowIfNullOrEmpty(target);
        RunDirectory source = RunDirectory.OpenToRead(run);
        for (int attempt = 1; ; attempt++)
        {
            if (source.Checkpoints.Available is not [.., long newest])
            {
                return null;
            }

            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(target))!);
                AtomicDirectory.Write(target, folder => Copy(source, newest, folder));
                return newest;
            }
            catch (Exception failure) when (attempt < Attempts && !source.Checkpoints.Has(newest) && IsOfFiles(failure))
            {
                // It was deleted while it was being copied.
            }
            catch (Exception failure) when (FileFailures.IsOne(failure))
            {
                throw FileFailures.Explain($"cannot copy the run '{run}' to '{target}'", failure);
            }
        }
    }

    private static bool IsOfFiles(Exception failure) => failure is UserErrorException || FileFailures.IsOne(failure);

    private static void Copy(RunDirectory source, long newest, string target)
    {
        // The checkpoint first: what it points into was written before it, and grows only.
        string name = newest.ToString(CultureInfo.InvariantCulture);
        CopyFolder(Path.Combine(source.Path, "checkpoints", name), Path.Combine(target, "checkpoints", name));
        string[] events = Directory.GetFiles(source.Path, $"{EventFiles.Prefix}*");
        foreach (string file in (string[])[source.SettingsPath, source.MetricsPath, source.MachinePath, .. events])
        {
            if (File.Exists(file))
            {
                File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
            }
        }

        if (Directory.Exists(source.ReplayPath))
        {
            CopyFolder(source.ReplayPath, Path.Combine(target, Path.GetFileName(source.ReplayPath)));
        }

        foreach (string input in RunFileName.InputsIn(source.Path))
        {
            InputFiles.Put(Path.Combine(source.Path, input), Path.GetFileName(input), target);
        }

        if (!source.Checkpoints.Has(newest))
        {
            throw new IOException($"the checkpoint at t_env {newest} was deleted while it was being copied");
        }
    }

    private static void CopyFolder(string source, string target)
    {
        Directory.CreateDirectory(target);
        foreach (string file in Directory.EnumerateFiles(source))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }
    }
}
