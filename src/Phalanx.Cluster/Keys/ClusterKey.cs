using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Phalanx.Foundation;

namespace Phalanx.Cluster.Keys;

/// <summary>
/// One of the two keys of a cluster: a certificate of its own, and the fingerprint of the only one that it accepts. A certificate's names and dates are not
/// looked at, so clocks need not agree. A holder of the worker's key may train, submit and cancel: it is for machines that you trust with the results.
/// </summary>
public sealed class ClusterKey : IDisposable
{
    /// <summary>The name of the hub's key in its folder.</summary>
    public const string HubFile = "hub.key";

    /// <summary>The name of the key that workers get.</summary>
    public const string WorkerFile = "worker.key";

    private const int Years = 100;
    private const string ServerUse = "1.3.6.1.5.5.7.3.1";
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";

    private ClusterKey(X509Certificate2 own, string other, string cluster) => (Own, Other, Cluster) = (own, other, cluster);

    /// <summary>The certificate, with its private key.</summary>
    public X509Certificate2 Own { get; }

    /// <summary>The fingerprint, SHA-256, of the certificate that the other side must have.</summary>
    public string Other { get; }

    /// <summary>The name of the cluster: the beginning of the hub's fingerprint.</summary>
    public string Cluster { get; }

    /// <summary>Makes the two keys of a cluster in a folder. Who has older ones is locked out.</summary>
    /// <param name="folder">The folder, which need not exist.</param>
    /// <exception cref="UserErrorException">They cannot be written.</exception>
    public static void Make(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        using X509Certificate2 hub = NewCertificate("phalanx hub");
        using X509Certificate2 worker = NewCertificate("phalanx worker");
        try
        {
            Directory.CreateDirectory(folder);
            WriteKey(Path.Combine(folder, HubFile), hub, worker);
            WriteKey(Path.Combine(folder, WorkerFile), worker, hub);
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot write keys into '{folder}'", failure);
        }
    }

    /// <summary>Reads the hub's key.</summary>
    /// <exception cref="UserErrorException">It is missing, damaged, or readable by others.</exception>
    public static ClusterKey ReadHub(string path) => Read(path, isHub: true);

    /// <summary>Reads the key of a worker.</summary>
    /// <exception cref="UserErrorException">It is missing, damaged, or readable by others.</exception>
    public static ClusterKey ReadWorker(string path) => Read(path, isHub: false);

    /// <summary>Whether a certificate is the one that the other side must have.</summary>
    public bool Accepts(X509Certificate2? certificate) => certificate is not null && Fingerprint(certificate) == Other;

    /// <summary>Whether a certificate is this key's own: a hub connects to itself.</summary>
    public bool IsOwn(X509Certificate2? certificate) => certificate is not null && Fingerprint(certificate) == Fingerprint(Own);

    /// <inheritdoc/>
    public void Dispose() => Own.Dispose();

    private static X509Certificate2 NewCertificate(string name)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", pair, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerUse), new Oid(ClientUse)], critical: false));
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(Years));
    }

    /// <summary>The own certificate with its private key, and of the other one what is public.</summary>
    private static void WriteKey(string path, X509Certificate2 own, X509Certificate2 other)
    {
        var both = new X509Certificate2Collection { own, X509CertificateLoader.LoadCertificate(other.RawData) };
        byte[] content = both.Export(X509ContentType.Pfx)!;
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using FileStream stream = new(path, options);
        stream.Write(content);
    }

    private static ClusterKey Read(string path, bool isHub)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            ThrowIfReadableByOthers(path);
            X509Certificate2Collection both = X509CertificateLoader.LoadPkcs12Collection(SharedReading.AllBytes(path), null, X509KeyStorageFlags.EphemeralKeySet);
            X509Certificate2[] own = [.. both.Where(certificate => certificate.HasPrivateKey)];
            X509Certificate2[] other = [.. both.Where(certificate => !certificate.HasPrivateKey)];
            if (own.Length != 1 || other.Length != 1 || own[0].Subject.EndsWith("hub", StringComparison.Ordinal) != isHub)
            {
                throw new UserErrorException($"'{path}' is not a {(isHub ? "hub's" : "worker's")} key; 'phalanx cluster key' makes both, {HubFile} and {WorkerFile}");
            }

            string hub = Fingerprint(isHub ? own[0] : other[0]);
            return new ClusterKey(own[0], Fingerprint(other[0]), $"phalanx-{hub[..16].ToLowerInvariant()}");
        }
        catch (CryptographicException damage)
        {
            throw new UserErrorException($"'{path}' is no key of a cluster, or a damaged one; 'phalanx cluster key' makes one", damage);
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw new UserErrorException($"cannot read the key '{path}': {FileFailures.Reason(failure)}", failure);
        }
    }

    private static void ThrowIfReadableByOthers(string path)
    {
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
        {
            throw new UserErrorException($"the key '{path}' can be read or written by others, so it may be known to them; make it yours alone with 'chmod 600'");
        }
    }

    private static string Fingerprint(X509Certificate2 certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256);
}
