using Phalanx.Foundation;
using Phalanx.Learning.Recording;

namespace Phalanx.Learning.Tests.Recording;

/// <summary>Reads all that a record holds, whatever it is, and measures what that takes.</summary>
internal sealed class RecordReading
{
    private long _read;

    /// <summary>Why it was refused; null where it was read to its end.</summary>
    public string? Refusal { get; private set; }

    /// <summary>The most bytes that opening it, or reading one of its episodes, allocated.</summary>
    public long Allocated { get; private set; }

    /// <summary>The most that it may allocate: docs/record-format.md tells why.</summary>
    public long Bound { get; private init; }

    /// <summary>The share of the bound that it took.</summary>
    public double Share => Allocated / (double)Bound;

    /// <summary>Reads. Anything but a user's error is let through.</summary>
    public static RecordReading Of(byte[] bytes, bool salvage)
    {
        var reading = new RecordReading { Bound = DeclaredSizes.Of(bytes).MostMemory };
        try
        {
            using RecordFile record = reading.Measured(() => RecordFile.Open(new MemoryStream(bytes), "x.phxr", salvage));
            for (int index = 0; index < record.Episodes.Count; index++)
            {
                RecordedEpisode episode = reading.Measured(() => record.Read(index));
                reading.ReadAll(record.Header, episode);
            }
        }
        catch (UserErrorException refusal)
        {
            reading.Refusal = refusal.Message;
        }

        return reading;
    }

    private T Measured<T>(Func<T> read)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            return read();
        }
        finally
        {
            Allocated = Math.Max(Allocated, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    private void ReadAll(RecordHeader header, RecordedEpisode episode)
    {
        int[] actions = new int[header.Agents];
        bool[] flags = new bool[header.Agents * Math.Max(header.Actions, header.Entities)];
        float[] numbers = new float[header.Agents * Math.Max(Math.Max(header.Actions, 2 * header.Low.Count), header.Observation)];
        for (int step = 0; step < episode.Steps; step++)
        {
            _read += (long)episode.Reward(step);
            if (episode.HasActions && header.Actions > 0)
            {
                episode.ReadActions(step, actions);
                Assert.All(actions, action => Assert.InRange(action, 0, header.Actions - 1));
            }

            if (episode.HasActions && header.Actions == 0)
            {
                episode.ReadContinuousActions(step, numbers);
            }

            if (episode.HasAvailable)
            {
                episode.ReadAvailable(step, flags);
            }

            if (episode.HasValues)
            {
                episode.ReadValues(step, numbers);
            }

            if (episode.HasObservations)
            {
                episode.ReadObservations(step, numbers);
            }

            if (episode.HasSeen)
            {
                episode.ReadSeen(step + 1, flags);
            }

            for (int joint = 0; episode.HasJoint && joint < header.Joint.Count; joint++)
            {
                _read += (long)episode.Joint(joint, step);
            }
        }

        Assert.Equal(episode.Cast is null ? 0 : episode.Steps + 1, episode.Frames().Count());
        Assert.Equal(episode.Cast is null ? null : episode.Frames().Last().Items.Count, episode.LastFrame()?.Items.Count);
    }
}
