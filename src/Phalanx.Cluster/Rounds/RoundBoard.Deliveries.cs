using System.Globalization;
using System.Runtime.ExceptionServices;
using Phalanx.Cluster.Contracts;
using Phalanx.Foundation;

namespace Phalanx.Cluster.Rounds;

/// <content>
/// Episodes come from several machines at once. Each is written down outside of the lock, by the thread that brings it, and the round does not end meanwhile.
/// </content>
internal sealed partial class RoundBoard
{
    /// <summary>Takes an episode, or a part of one. The memory of its record is given back.</summary>
    public GiveAnswer Give(EpisodeDelivery delivery)
    {
        byte[]? whole = null;
        try
        {
            RoundTarget target;
            Arrival arrival;
            ReadOnlyMemory<byte> record = delivery.Record?.Bytes ?? default;
            lock (_gate)
            {
                if (!_machines.TryGetValue(delivery.Worker, out Machine? machine))
                {
                    return new GiveAnswer(false, null);
                }

                machine.Heard = Now;
                if (_target is null || _target.Id != delivery.Round)
                {
                    CompareLate(delivery, record.Span);
                    return new GiveAnswer(true, null);
                }

                target = _target;
                if (target.Refusal(delivery) is { } refusal)
                {
                    return Refused(delivery, refusal);
                }

                Received = Received with { Bytes = Received.Bytes + record.Length };
                if (record.Length < delivery.RecordBytes)
                {
                    if (!_parts.Add(delivery, Now, _sheet!.IsAwaited, out whole))
                    {
                        return new GiveAnswer(true, "the parts before it did not come, or there is no room for more", Again: true);
                    }

                    if (whole is null)
                    {
                        return new GiveAnswer(true, null);
                    }

                    record = whole.AsMemory(0, delivery.RecordBytes);
                }

                _atWork++; // from now on the round does not end
                arrival = ArrivalOf(delivery.Place);
            }

            return Taken(target, arrival, delivery, record.Span);
        }
        catch (InvalidDataException damage)
        {
            lock (_gate)
            {
                return Refused(delivery, damage.Message);
            }
        }
        finally
        {
            delivery.Record?.Return();
            if (whole is not null)
            {
                PayloadMemory.Return(whole);
            }
        }
    }

    private Arrival ArrivalOf(int place)
    {
        while (true)
        {
            Arrival arrival = _sheet!.Arrive(place);
            if (arrival != Arrival.Wait)
            {
                return arrival;
            }

            Monitor.Wait(_gate);
        }
    }

    private GiveAnswer Taken(RoundTarget target, Arrival arrival, EpisodeDelivery delivery, ReadOnlySpan<byte> record)
    {
        bool written = false;
        bool differs = false;
        try
        {
            if (arrival == Arrival.First)
            {
                target.Write(delivery, record);
                written = true;
            }
            else if (arrival == Arrival.Second)
            {
                differs = !target.IsSame(delivery, record);
            }

            return new GiveAnswer(true, null);
        }
        finally
        {
            lock (_gate)
            {
                _atWork--;
                if (written)
                {
                    _sheet!.Complete(delivery.Place, delivery.Worker, Now);
                    Received = Received with { Episodes = Received.Episodes + 1 };
                }
                else if (arrival == Arrival.First)
                {
                    _sheet!.Reject(delivery.Place);
                }

                if (differs)
                {
                    EndByDifference(target, delivery, _sheet!.PlayedBy(delivery.Place));
                }

                Change();
            }
        }
    }

    private void CompareLate(EpisodeDelivery delivery, ReadOnlySpan<byte> record)
    {
        if (_before?.Id == delivery.Round && _before.Refusal(delivery) is null && record.Length == delivery.RecordBytes && !_before.MaySame(delivery, record))
        {
            EndByDifference(_before, delivery, _sheetBefore!.PlayedBy(delivery.Place));
            Change();
        }
    }

    private void EndByDifference(RoundTarget target, EpisodeDelivery delivery, string first) => _end ??= ExceptionDispatchInfo.Capture(new DifferentEpisodeException(
        target.Round.FirstEpisode + delivery.Place, first == RoundSheet.Home ? Environment.MachineName : first, delivery.Worker));

    private GiveAnswer Refused(EpisodeDelivery delivery, string why)
    {
        _log(string.Create(CultureInfo.InvariantCulture, $"{delivery.Worker}: the episode at place {delivery.Place} is refused: {Shown.Sentence(why)}"));
        if (_target?.Id == delivery.Round && delivery.Place >= 0 && delivery.Place < _target.Round.Episodes)
        {
            _sheet!.Fail(delivery.Worker, delivery.Place);
            Change();
        }

        return new GiveAnswer(true, why);
    }
}
