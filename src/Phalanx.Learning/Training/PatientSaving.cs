using Phalanx.Foundation;

namespace Phalanx.Learning.Training;

/// <summary>
/// Does what needs the disk and tries again where the disk is full or fails, as long as <c>checkpoint.retry_minutes</c> says: a run of hours outlasts a disk
/// that is full for minutes.
/// </summary>
/// <param name="patience">How long it is tried again.</param>
/// <param name="waits">Is told, once, that the run waits, with the fault.</param>
/// <param name="time">The clock; by default the system's.</param>
internal sealed class PatientSaving(TimeSpan patience, Action<MachineFaultException> waits, TimeProvider? time = null)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>Does it, and again until it succeeds.</summary>
    /// <param name="save">What is tried. After a failure everything is as it was before.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="MachineFaultException">It failed to the end.</exception>
    public void Do(Action save, CancellationToken cancellation)
    {
        long start = _time.GetTimestamp();
        TimeSpan pause = FirstPause;
        bool told = false;
        while (true)
        {
            try
            {
                save();
                return;
            }
            catch (MachineFaultException fault) when (_time.GetElapsedTime(start) < patience && !cancellation.IsCancellationRequested)
            {
                if (!told)
                {
                    waits(fault);
                    told = true;
                }
            }

            TimeSpan left = patience - _time.GetElapsedTime(start);
            cancellation.WaitHandle.WaitOne(TimeSpan.FromTicks(Math.Max(0, Math.Min(pause.Ticks, left.Ticks))));
            pause = TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, LongestPause.Ticks));
        }
    }
}
