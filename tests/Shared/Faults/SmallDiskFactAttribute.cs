namespace Phalanx.Testing;

/// <summary>A test that needs a disk of its own, of a few megabytes: a file system in memory, which Linux lets root mount.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> Allowed = new(() =>
    {
        using var folder = new TemporaryFolder();
        using SmallDisk? disk = SmallDisk.TryMount(folder.Path, 1 << 20);
        return disk is not null;
    });

    public SmallDiskFactAttribute() => Skip = Allowed.Value ? null : "no file system in memory can be mounted here";
}
