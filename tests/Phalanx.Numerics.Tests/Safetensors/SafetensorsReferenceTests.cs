using Phalanx.Numerics.Safetensors;

namespace Phalanx.Numerics.Tests.Safetensors;

/// <summary>Files that another implementation of the format wrote.</summary>
[Trait("Category", "Reference")]
public class SafetensorsReferenceTests
{
    [Fact]
    public void Every_recorded_file_opens_and_holds_finite_values_of_the_stated_shape()
    {
        foreach (string path in Fixtures.Files("learners", "*.safetensors"))
        {
            SafetensorsFile file = SafetensorsFile.Open(path);
            Assert.NotEmpty(file.Entries);
            Assert.NotEmpty(file.Metadata);
            foreach (TensorEntry entry in file.Entries)
            {
                int count = entry.Shape.ToArray().Aggregate(1, (product, dimension) => product * dimension);
                int read = entry.Type == TensorType.I64
                    ? file.ReadInt64(entry.Name).Length
                    : file.ReadDouble(entry.Name).Count(double.IsFinite);
                Assert.True(count > 0 && count == read, $"{path}: {entry} holds {read} finite values.");
            }
        }
    }

    [Fact]
    public void Gradients_and_stepped_weights_have_the_shape_of_their_weights()
    {
        int compared = 0;
        foreach (string path in Fixtures.Files("learners", "*.safetensors"))
        {
            SafetensorsFile file = SafetensorsFile.Open(path);
            foreach (TensorEntry weight in file.Entries.Where(e => e.Name.StartsWith("online.", StringComparison.Ordinal)))
            {
                string name = weight.Name["online.".Length..];
                foreach (string prefix in new[] { "grad.", "after." })
                {
                    if (file.TryGet(prefix + name, out TensorEntry? other))
                    {
                        Assert.Equal(weight.Shape.ToArray(), other.Shape.ToArray());
                        compared++;
                    }
                }
            }
        }

        Assert.True(compared > 0, "No recorded file pairs a weight with its gradient.");
    }

    [Fact]
    public void A_recorded_batch_has_the_shapes_its_sizes_give()
    {
        SafetensorsFile file = SafetensorsFile.Open(Fixtures.File("learners/qmix.safetensors"));
        int[] observations = file["batch.obs"].Shape.ToArray();
        int[] slots = observations[..2];

        Assert.Equal(4, observations.Length);
        Assert.Equal(slots, file["batch.reward"].Shape.ToArray());
        Assert.Equal(slots, file["batch.state"].Shape[..2].ToArray());
        Assert.Equal(observations[..3], file["batch.actions"].Shape.ToArray());
        Assert.Equal([1], file["expect.loss"].Shape.ToArray());
        Assert.Equal("qmix", file.Metadata["algorithm"]);
    }
}
