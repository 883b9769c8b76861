using System.Diagnostics;
using Phalanx.Cluster.Contracts;
using Phalanx.Cluster.Wiring;
using Phalanx.Foundation;
using Phalanx.Learning.Runs;
using Phalanx.Studies.Slots;
using Phalanx.Studies.Transfers;

namespace Phalanx.Cluster.Workers;

/// <summary>
/// A slot of a worker: one cell at a time, from the hub's snapshot to its end, trained by a child process that lives for many cells. A child that dies is
/// replaced and goes on from what it saved here. The hub hears of an end and answers that the slot may let go.
/// </summary>
internal sealed class WorkerSlot(int number, WorkerBench bench)
{
    private const int MostDamages = 3;

    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SharedPatience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan HoldPatience = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private CellOrder? _order;
    private SlotReport? _end;
    private SlotProcess? _process;
    private CancellationTokenSource? _letGo;
    private volatile TaskCompletionSource<IReadOnlyList<long>>? _holding;
    private Task _work = Task.CompletedTask;
    private long _tEnv;
    private double _rate;

    /// <summary>What it is doing.</summary>
    public SlotNews News
    {
        get
        {
            lock (_gate)
            {
                return new SlotNews(number, _order?.Study, _order?.Cell, _order?.Epoch ?? 0, _end?.TEnv ?? _tEnv, _rate, _end?.Outcome, _end?.Message);
            }
        }
    }

    /// <summary>Gives it a child process that is there already.</summary>
    public void Take(SlotProcess process) => _process = process;

    /// <summary>Begins a cell.</summary>
    public void Start(CellOrder order)
    {
        lock (_gate)
        {
            if (_order is null)
            {
                (_order, _end, _tEnv, _rate, _letGo) = (order, null, 0, 0, new CancellationTokenSource());
                CancellationToken letGo = _letGo.Token;
                _work = Task.Factory.StartNew(
                    () => Work(order, letGo).GetAwaiter().GetResult(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }
        }
    }

    /// <summary>Lets go of its cell: another has it, or its end is noted. The slot is free when what it trains has ended.</summary>
    public void Release()
    {
        CellOrder? order;
        lock (_gate)
        {
            order = _order;
            if (order is null || _letGo!.IsCancellationRequested)
            {
                return;
            }

            _letGo.Cancel();
            if (_end is null)
            {
                _process?.Stop();
            }
        }

        _ = Freed(order);
    }

    /// <summary>Frees the slot when its child has saved, or has been given the time for it.</summary>
    private async Task Freed(CellOrder order)
    {
        if (await Task.WhenAny(_work, Task.Delay(StopPatience)).ConfigureAwait(false) != _work)
        {
            _process?.Kill();
            await _work.ConfigureAwait(false);
        }

        Free(order);
    }

    /// <summary>Saves what it trains, sends the hub a last snapshot, and ends with its child process.</summary>
    public async Task End(CancellationToken deadline)
    {
        lock (_gate)
        {
            _process?.Stop();
        }

        try
        {
            await _work.WaitAsync(deadline).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _process?.Kill();
        }
        finally
        {
            _process?.Kill();
        }
    }

    private async Task Work(CellOrder order, CancellationToken letGo)
    {
        string folder = bench.FolderOf(order);
        SlotReport end;
        try
        {
            end = await Train(order, folder, letGo).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is OperationCanceledException || IsTakenAway(folder, failure))
        {
            if (!letGo.IsCancellationRequested)
            {
                Free(order); // another has the cell; where the hub told so, Release frees the slot
            }

            return;
        }
        catch (Exception failure) when (failure is ExplainedException or InvalidDataException or System.ComponentModel.Win32Exception || FileFailures.IsOne(failure))
        {
            end = new SlotReport { TEnv = _tEnv, Outcome = SlotOutcome.MachineFault, Message = FailureSentence.Of(failure) };
        }

        lock (_gate)
        {
            _end = end;
        }

        if (end.Outcome == SlotOutcome.Done)
        {
            bench.Log($"{order.Study}/{order.Cell}: done");
            Free(order);
        }
        else if (!letGo.IsCancellationRequested)
        {
            string how = end.Outcome == SlotOutcome.Stopped ? $"stopped at t_env {end.TEnv}" : Shown.Sentence(end.Message ?? "failed");
            bench.Log($"{order.Study}/{order.Cell}: {how}");
        }

        bench.Wake();
    }

    private async Task<SlotReport> Train(CellOrder order, string folder, CancellationToken letGo)
    {
        var upload = new CellUpload(bench.Link, order, folder, bench.Terms.ChunkBytes, bench.IsShared ? Hold : null);
        await Fetch(order, folder, upload, letGo).ConfigureAwait(false);
        await bench.Inputs.Fetch(order, letGo).ConfigureAwait(false);
        string settings = bench.SettingsOf(order);
        Directory.CreateDirectory(Path.GetDirectoryName(settings)!); // what cleans the folder of temporary files may have taken it
        await File.WriteAllTextAsync(settings, order.Settings, letGo).ConfigureAwait(false);
        bench.Log($"{order.Study}/{order.Cell}: {(_tEnv > 0 ? $"goes on from t_env {_tEnv}" : "begins")}");
        using var trained = CancellationTokenSource.CreateLinkedTokenSource(letGo);
        Task uploading = Upload(upload, trained.Token);
        SlotReport end;
        try
        {
            end = TrainToAnEnd(new SlotOrder(settings, folder, bench.Threads, order.ReplayBytes, IsForeign: true), upload, folder, letGo);
        }
        finally
        {
            await trained.CancelAsync().ConfigureAwait(false);
            await uploading.ConfigureAwait(false);
        }

        try
        {
            letGo.ThrowIfCancellationRequested();
            return await SendLast(upload, end, letGo).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (end.Outcome == SlotOutcome.Done && !bench.IsEnding)
        {
            await upload.Testify().ConfigureAwait(false); // another has the cell, and this one came to its end all the same
            throw;
        }
    }

    /// <summary>Trains in the child process; one that was killed is replaced, as long as it comes further each time.</summary>
    private SlotReport TrainToAnEnd(SlotOrder order, CellUpload upload, string folder, CancellationToken letGo)
    {
        for (long killedAt = -1; ;)
        {
            SlotProcess process = Process();
            if (letGo.IsCancellationRequested || bench.IsEnding)
            {
                return new SlotReport { TEnv = _tEnv, Outcome = SlotOutcome.Stopped };
            }

            long began = Stopwatch.GetTimestamp();
            long first = -1;
            SlotReport end = process.Train(order with { Held = bench.IsShared ? [upload.Counting] : [] }, report =>
            {
                if (report.Held is { } held)
                {
                    _holding?.TrySetResult(held);
                    return;
                }

                first = first < 0 ? report.TEnv : first;
                lock (_gate)
                {
                    (_tEnv, _rate) = (report.TEnv, (report.TEnv - first) / Math.Max(Stopwatch.GetElapsedTime(began).TotalSeconds, 0.001));
                }
            });
            if (end.Outcome is SlotOutcome.Killed or SlotOutcome.Stopped)
            {
                Forget(process);
            }

            if (end.Outcome == SlotOutcome.UserError && first >= 0 && !RunDirectory.IsAt(folder))
            {
                // What cleans the folder of temporary files took it: no machine refuses the cell for that.
                return end with { TEnv = _tEnv, Outcome = SlotOutcome.MachineFault };
            }

            long saved = RunDirectory.IsAt(folder) && RunDirectory.OpenToRead(folder).Checkpoints.Available is [.., long newest] ? newest : 0;
            if (end.Outcome != SlotOutcome.Killed || letGo.IsCancellationRequested || bench.IsEnding || saved <= killedAt)
            {
                return end.Outcome == SlotOutcome.Killed ? end with { TEnv = saved } : end;
            }

            bench.Log($"slot {number}: {end.Message}; it is started again and goes on from t_env {saved}");
            killedAt = saved;
        }
    }

    /// <summary>Sends snapshots while the cell is trained.</summary>
    private async Task Upload(CellUpload upload, CancellationToken trained)
    {
        try
        {
            while (true)
            {
                await Task.Delay(TimeSpan.FromSeconds(Math.Max(bench.Terms.UploadSeconds, 0.05)), trained).ConfigureAwait(false);
                await upload.SendLive(trained).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The last snapshot is sent when the slot has ended.
        }
    }

    /// <summary>The last snapshot of a cell must reach the hub: it is tried until it does, or another has the cell.</summary>
    private async Task<SlotReport> SendLast(CellUpload upload, SlotReport end, CancellationToken letGo)
    {
        bool done = end.Outcome == SlotOutcome.Done;
        for (int damages = 0; ;)
        {
            switch (await upload.SendLast(done, letGo).ConfigureAwait(false))
            {
                case UploadEnd.Taken:
                case UploadEnd.Nothing when !done:
                    return end;
                case UploadEnd.Lost:
                    throw new OperationCanceledException();
                case UploadEnd.Damaged when ++damages >= MostDamages:
                    return new SlotReport { TEnv = end.TEnv, Outcome = SlotOutcome.MachineFault, Message = $"the hub refuses its files: {upload.Sentence}" };
                case UploadEnd.Damaged:
                    continue;
                default:
                    if (bench.IsEnding)
                    {
                        return end with { Outcome = SlotOutcome.Stopped };
                    }

                    await Task.Delay(bench.RetryPause, letGo).ConfigureAwait(false);
                    break;
            }
        }
    }

    /// <summary>Fetches what the hub has of the cell.</summary>
    private async Task Fetch(CellOrder order, string folder, CellUpload upload, CancellationToken letGo)
    {
        for (long began = Stopwatch.GetTimestamp(); ;)
        {
            letGo.ThrowIfCancellationRequested();
            try
            {
                RunManifest manifest = (await bench.Link.Files(order.Study, order.Cell, files => bench.IsShared ? files.Committed() : files.Ready(order.Epoch)).ConfigureAwait(false))
                    .ToManifest();
                if (manifest.Files.Count > 0 && !Directory.Exists(folder))
                {
                    await (bench.AttemptOf(order, order.Home) is { } home ? SharedRun.Copy(home, manifest, folder) : RunTransfer.Fetch(manifest, folder, Read, bench.Terms.ChunkBytes))
                        .ConfigureAwait(false);
                }

                GoOnFrom(manifest);
                return;
            }
            catch (Exception failure) when (bench.IsShared && failure is IOException or InvalidDataException && Stopwatch.GetElapsedTime(began) < SharedPatience)
            {
                await Task.Delay(bench.RetryPause, letGo).ConfigureAwait(false); // a network's file system may show it later
            }
            catch (Exception failure) when (bench.IsShared && failure is IOException or InvalidDataException)
            {
                bench.Log($"{order.Study}/{order.Cell}: what was trained of it cannot be copied, so it begins anew: {Shown.Sentence(failure.Message)}");
                GoOnFrom(RunManifest.Empty);
                return;
            }
            catch (HubUnreachableException) when (!bench.IsEnding)
            {
                await Task.Delay(bench.RetryPause, letGo).ConfigureAwait(false);
            }
            catch (HubUnreachableException)
            {
                throw new OperationCanceledException();
            }
        }

        void GoOnFrom(RunManifest manifest)
        {
            upload.GoOnFrom(manifest);
            lock (_gate)
            {
                _tEnv = manifest.TEnv;
            }
        }

        async Task<ReadOnlyMemory<byte>> Read(string file, long offset, int bytes)
        {
            Payload payload = await bench.Link.Files(order.Study, order.Cell, files => files.Read(file, offset, bytes)).ConfigureAwait(false);
            ReadOnlyMemory<byte> part = payload.Bytes.ToArray();
            payload.Return();
            return part;
        }
    }

    /// <summary>Keeps the child process from deleting checkpoints that the hub is told of.</summary>
    private async Task<bool> Hold(IReadOnlyList<long> checkpoints)
    {
        var holding = new TaskCompletionSource<IReadOnlyList<long>>(TaskCreationOptions.RunContinuationsAsynchronously);
        _holding = holding;
        SlotProcess? process;
        lock (_gate)
        {
            process = _process;
        }

        process?.Hold(checkpoints);
        return await Task.WhenAny(holding.Task, Task.Delay(HoldPatience)).ConfigureAwait(false) == holding.Task
            && checkpoints.All((await holding.Task.ConfigureAwait(false)).Contains);
    }

    /// <summary>Whether a run in the hub's folder is gone: the hub deletes what no worker will go on from, so another has the cell.</summary>
    private bool IsTakenAway(string folder, Exception failure) => bench.IsShared && FileFailures.IsOne(failure) && !Directory.Exists(folder);

    private SlotProcess Process()
    {
        lock (_gate)
        {
            return _process ??= bench.StartProcess();
        }
    }

    private void Forget(SlotProcess process)
    {
        process.Dispose(); // it is the slot's until then: one that does not end is ended by who waits for the slot
        lock (_gate)
        {
            _process = null;
        }
    }

    private void Free(CellOrder order)
    {
        bench.Delete(order);
        lock (_gate)
        {
            if (_order == order)
            {
                (_order, _end) = (null, null);
            }
        }

        bench.Wake();
    }
}
