using System.Runtime.InteropServices;
using Phalanx.Cluster.Contracts;
using Phalanx.Foundation;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Rollouts;

namespace Phalanx.Cluster.Rounds;

/// <summary>Where the episodes of a round go: the recorder, the results, the statistics. What comes from other machines is looked at before it is written down.</summary>
/// <param name="id">The round, counted through the process.</param>
/// <param name="round">Which episodes.</param>
/// <param name="recorder">Has begun the round; null for a test.</param>
/// <param name="codec">How records are written.</param>
/// <param name="limit">The most steps of an episode.</param>
/// <param name="results">Receives the results.</param>
/// <param name="statistics">Receives the statistics, as many of each episode as fit.</param>
internal sealed class RoundTarget(
    long id, Round round, EpisodeRecorder? recorder, EpisodeRecord codec, int limit, Memory<EpisodeResult> results, Memory<float> statistics)
{
    private readonly uint[] _marks = new uint[round.Episodes];
    private readonly int _width = statistics.Length / round.Episodes;

    /// <summary>The round, counted through the process.</summary>
    public long Id => id;

    /// <summary>Which episodes.</summary>
    public Round Round => round;

    /// <summary>Whether records of the episodes are wanted.</summary>
    public bool Records => recorder is not null;

    /// <summary>Why a delivery cannot be one of this round; null where it can.</summary>
    public string? Refusal(EpisodeDelivery delivery)
    {
        if (delivery.Place < 0 || delivery.Place >= round.Episodes)
        {
            return $"the round has no episode at place {delivery.Place}";
        }

        if (delivery.Length < 1 || delivery.Length > limit || !double.IsFinite(delivery.Return))
        {
            return $"an episode of {delivery.Length} steps and the return {delivery.Return} cannot be; the most steps are {limit}";
        }

        if (delivery.Statistics.IsDefault || delivery.Statistics.Length != _width || delivery.Statistics.AsSpan().ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
        {
            return $"an episode has {_width} statistics, all finite";
        }

        long expected = Records ? codec.BytesOf(delivery.Length) : 0;
        int part = delivery.Record?.Bytes.Length ?? 0;
        return delivery.RecordBytes != expected || delivery.Offset < 0 || (Records && part == 0) || part > expected - delivery.Offset
            ? $"the record of an episode of {delivery.Length} steps has {expected} bytes, not {delivery.RecordBytes}, of which {part} came for byte {delivery.Offset}"
            : null;
    }

    /// <summary>Writes an episode down.</summary>
    /// <exception cref="InvalidDataException">Its record is damaged.</exception>
    public void Write(EpisodeDelivery delivery, ReadOnlySpan<byte> record)
    {
        if (recorder is not null)
        {
            EpisodeWriter writer = recorder[delivery.Place];
            codec.Read(record, round.FirstEpisode + delivery.Place, writer);
            if (writer.Length != delivery.Length)
            {
                writer.Begin();
                throw new InvalidDataException($"its record has {writer.Length} steps, and its result {delivery.Length}");
            }
        }

        results.Span[delivery.Place] = new EpisodeResult(delivery.Return, delivery.Length);
        delivery.Statistics.AsSpan().CopyTo(StatisticsOf(delivery.Place));
        _marks[delivery.Place] = MarkOf(delivery, record);
    }

    /// <summary>Whether an episode that is written down is the same, bit for bit.</summary>
    public bool IsSame(EpisodeDelivery delivery, ReadOnlySpan<byte> record)
    {
        EpisodeResult result = results.Span[delivery.Place];
        return result.Length == delivery.Length
            && BitConverter.DoubleToInt64Bits(result.Return) == BitConverter.DoubleToInt64Bits(delivery.Return)
            && MemoryMarshal.AsBytes(StatisticsOf(delivery.Place)).SequenceEqual(MemoryMarshal.AsBytes(delivery.Statistics.AsSpan()))
            && (recorder is null || codec.IsOf(record, round.FirstEpisode + delivery.Place, recorder[delivery.Place]));
    }

    /// <summary>Whether an episode that comes after the round is over is the one that was written down, as far as its checksums tell.</summary>
    public bool MaySame(EpisodeDelivery delivery, ReadOnlySpan<byte> record) => _marks[delivery.Place] is var mark && (mark == 0 || mark == MarkOf(delivery, record));

    private Span<float> StatisticsOf(int place) => statistics.Span.Slice(place * _width, _width);

    /// <summary>The checksum of an episode; the record's stands at its end.</summary>
    private static uint MarkOf(EpisodeDelivery delivery, ReadOnlySpan<byte> record)
    {
        Checksum checksum = default;
        double result = delivery.Return;
        checksum.Add(MemoryMarshal.AsBytes(new ReadOnlySpan<double>(in result)));
        checksum.Add(MemoryMarshal.AsBytes(delivery.Statistics.AsSpan()));
        checksum.Add(record.Length > sizeof(uint) ? record[^sizeof(uint)..] : default);
        return checksum.Value;
    }
}
