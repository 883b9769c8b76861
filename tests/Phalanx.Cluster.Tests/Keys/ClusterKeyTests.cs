using System.Security.Cryptography.X509Certificates;
using Phalanx.Cluster.Keys;
using Phalanx.Foundation;

namespace Phalanx.Cluster.Tests.Keys;

public sealed class ClusterKeyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Hub => _folder[ClusterKey.HubFile];

    private string Worker => _folder[ClusterKey.WorkerFile];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_key_accepts_the_other_and_nothing_else()
    {
        ClusterKey.Make(_folder.Path);
        using var hub = ClusterKey.ReadHub(Hub);
        using var worker = ClusterKey.ReadWorker(Worker);
        Assert.True(hub.Accepts(worker.Own));
        Assert.True(worker.Accepts(hub.Own));
        Assert.False(hub.Accepts(hub.Own));
        Assert.False(worker.Accepts(worker.Own));
        Assert.False(hub.Accepts(null));
        Assert.Equal(hub.Cluster, worker.Cluster);

        ClusterKey.Make(_folder.Path);
        using var later = ClusterKey.ReadWorker(Worker);
        Assert.False(hub.Accepts(later.Own));
        Assert.NotEqual(hub.Cluster, later.Cluster);
    }

    [Fact]
    public void The_worker_does_not_get_the_private_key_of_the_hub()
    {
        ClusterKey.Make(_folder.Path);
        X509Certificate2Collection both = X509CertificateLoader.LoadPkcs12CollectionFromFile(Worker, null, X509KeyStorageFlags.EphemeralKeySet);
        Assert.Equal(["CN=phalanx worker"], both.Where(certificate => certificate.HasPrivateKey).Select(certificate => certificate.Subject));
        Assert.Equal(2, both.Count);
    }

    [Fact]
    public void A_key_of_the_other_side_a_damaged_one_and_none_are_refused()
    {
        ClusterKey.Make(_folder.Path);
        Assert.Contains("is not a hub's key", Assert.Throws<UserErrorException>(() => ClusterKey.ReadHub(Worker)).Message, StringComparison.Ordinal);
        Assert.Contains("is not a worker's key", Assert.Throws<UserErrorException>(() => ClusterKey.ReadWorker(Hub)).Message, StringComparison.Ordinal);
        byte[] content = File.ReadAllBytes(Worker);
        File.WriteAllBytes(Worker, content[..^10]);
        Assert.Contains("is no key of a cluster", Assert.Throws<UserErrorException>(() => ClusterKey.ReadWorker(Worker)).Message, StringComparison.Ordinal);
        File.Delete(Worker);
        Assert.Contains("cannot read the key", Assert.Throws<UserErrorException>(() => ClusterKey.ReadWorker(Worker)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_others_can_read_is_refused()
    {
        ClusterKey.Make(_folder.Path);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Worker));
            File.SetUnixFileMode(Worker, UnixFileMode.UserRead | UnixFileMode.GroupRead);
            Assert.Contains("can be read or written by others", Assert.Throws<UserErrorException>(() => ClusterKey.ReadWorker(Worker)).Message, StringComparison.Ordinal);
        }
    }
}
