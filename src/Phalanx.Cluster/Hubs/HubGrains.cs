using Orleans.Concurrency;
using Phalanx.Cluster.Contracts;
using Phalanx.Foundation;
using Phalanx.Learning.Runs;

namespace Phalanx.Cluster.Hubs;

/// <summary>The hub's desk as a grain. It holds nothing, and computes nothing.</summary>
[Reentrant]
internal sealed class HubGrain(HubDesk desk) : Grain, IHub
{
    public Task<HubTerms> Terms() => Task.FromResult(desk.Terms());

    public Task<WireAnswer> Join(WorkerHello hello) => Task.FromResult(desk.Join(hello));

    // The journal is written before an answer goes out, and planning a study takes a while: not on the thread of the call.
    public Task<Orders> Report(WorkerReport report) => Task.Run(() => desk.Report(report));

    public Task<WireAnswer> Submit(StudyPart part) => Task.Run(() => desk.Submit(part));

    public Task<bool> HasInput(string name) => Task.Run(() => desk.Inputs.Has(name));

    public Task<WireAnswer> GiveInput(string name, long length, long offset, Payload bytes) => Task.Run(() =>
    {
        try
        {
            return desk.Inputs.Take(name, length, offset, bytes.Bytes.Span);
        }
        finally
        {
            bytes.Return();
        }
    });

    public Task<HubStatus> Status() => Task.Run(desk.Status);

    public Task<WireAnswer> Cancel(string study, string? cell) => Task.Run(() => desk.Cancel(study, cell));

    public Task<WireAnswer> Retry(string study, string? cell, bool fromStart) => Task.Run(() => desk.Retry(study, cell, fromStart));
}

/// <summary>The files of a cell as a grain. It holds nothing either.</summary>
[Reentrant]
internal sealed class CellFilesGrain(HubDesk desk) : Grain, ICellFiles
{
    public Task<WireManifest> Committed() => Task.Run(() => WireManifest.Of(Files().Committed()));

    public Task<WireManifest> Ready(long epoch) => Task.Run(() => WireManifest.Of(Files().Ready(epoch)));

    public Task<Payload> Read(string file, long offset, int count) => Task.Run(() =>
    {
        Payload part = Files().Read(file, offset, count);
        desk.Meter.AddDown(part.Bytes.Length);
        return part;
    });

    public Task<Payload> ReadInput(string name, long offset, int count) => Task.Run(() => Files().ReadInput(name, offset, count));

    public Task<WireAnswer> Write(long epoch, string file, long offset, Payload bytes) => Task.Run(() =>
    {
        try
        {
            desk.Meter.AddUp(bytes.Bytes.Length);
            return Files().Write(epoch, file, offset, bytes.Bytes.Span);
        }
        finally
        {
            bytes.Return();
        }
    });

    public Task<WireAnswer> Commit(long epoch, WireManifest manifest, bool done, bool shared) => Checked(
        manifest, (files, possible) => shared ? files.CommitShared(epoch, possible, done) : files.Commit(epoch, possible, done));

    public Task<WireAnswer> Testify(long epoch, WireManifest manifest) => Checked(manifest, (files, possible) => files.Testify(epoch, possible));

    private Task<WireAnswer> Checked(WireManifest manifest, Func<CellDesk, RunManifest, WireAnswer> act) => Task.Run(() =>
    {
        try
        {
            return act(Files(), manifest.ToManifest());
        }
        catch (InvalidDataException refusal)
        {
            return WireAnswer.No(refusal.Message);
        }
    });

    private CellDesk Files() => desk.FilesOf(this.GetPrimaryKeyString())
        ?? throw new InvalidDataException($"the hub has no cell '{Shown.Name(this.GetPrimaryKeyString())}'");
}
