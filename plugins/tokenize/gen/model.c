/* Writes the weights of a model's file as the table declared in boundary.h:
 *     model FILE >boundary_weights.c */
#include "../model.h"

#include <stdlib.h>

int main(int count, char **arguments)
{
    static int8_t weights[BOUNDARY_WEIGHTS];
    struct leat_error error = {.message = "model FILE >boundary_weights.c"};
    if (count != 2 || model_read(arguments[1], weights, &error) != LEAT_OK) {
        fprintf(stderr, "model: %s\n", error.message);
        return 1;
    }
    printf("#include \"boundary.h\"\n\nconst int8_t boundary_weights[BOUNDARY_WEIGHTS] = {\n");
    for (size_t i = 0; i < BOUNDARY_WEIGHTS; i++)
        printf("%d,%c", weights[i], i % 32 == 31 ? '\n' : ' ');
    printf("};\n");
    return fflush(stdout) == 0 ? 0 : 1;
}
