using System.Security.Cryptography;
using Phalanx.Foundation;

namespace Phalanx.Cluster.Wiring;

/// <summary>
/// The folder of a hub's studies, on a disk that workers may see too. The hub leaves a random word there when it starts; a worker that finds it shares the
/// disk, and neither paths nor names of machines are compared.
/// </summary>
internal static class SharedFolder
{
    private const string NonceFile = ".nonce";
    private const int NonceBytes = 16;
    private const int LongestNonce = 100;

    /// <summary>Leaves a new word in the folder of a hub's studies.</summary>
    /// <returns>The word.</returns>
    /// <exception cref="ExplainedException">It cannot be written.</exception>
    public static string Mark(string studies)
    {
        string nonce = RandomNumberGenerator.GetHexString(2 * NonceBytes, lowercase: true);
        try
        {
            FileWriting.CreateFolder(studies);
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot make the folder of studies '{studies}'", failure);
        }

        AtomicFile.WriteAllText(Path.Combine(studies, NonceFile), nonce);
        return nonce;
    }

    /// <summary>The folder of studies that a user means, who may name the one that the hub was started in.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="worker">The worker's name, by which it tries whether it may write there.</param>
    /// <exception cref="UserErrorException">No hub has left its word there, or the worker may not write.</exception>
    public static string Find(string folder, string worker)
    {
        string studies = new[] { folder, Path.Combine(folder, "studies") }.FirstOrDefault(path => File.Exists(Path.Combine(path, NonceFile)))
            ?? throw new UserErrorException($"'{folder}' is no folder that a hub shares: no nonce of a hub lies in it or in its 'studies'; name the folder that the hub was started in, as this machine sees it");
        string trial = Path.Combine(studies, $".{worker}");
        try
        {
            FileWriting.Open(trial, FileMode.Create, FileShare.None).Dispose();
            FileWriting.DeleteFile(trial);
            return Path.GetFullPath(studies);
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw new UserErrorException($"this machine cannot write in the hub's folder '{studies}': {FileFailures.Reason(failure)}", failure);
        }
    }

    /// <summary>The word that lies in the folder of studies now.</summary>
    /// <exception cref="UserErrorException">It cannot be read.</exception>
    public static string NonceOf(string studies)
    {
        string path = Path.Combine(studies, NonceFile);
        try
        {
            string nonce = SharedReading.AllText(path);
            return nonce[..Math.Min(nonce.Length, LongestNonce)];
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw new UserErrorException($"cannot read '{path}': {FileFailures.Reason(failure)}", failure);
        }
    }
}
